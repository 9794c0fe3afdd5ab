<?php
/**
 * Handles the return from hosted Link. Its address has the parameter `junction_session`, and the parameters of Link.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

add_filter( 'do_parse_request', __NAMESPACE__ . '\\hide_link_parameters' );

/**
 * Returns true when hosted Link has come back to this address.
 *
 * @return bool
 */
function is_return() {
	return isset( $_GET['junction_session'] ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- This only reads.
}

/**
 * Hides the parameters of Link from WordPress, because they are for the script. WordPress has query variables with the same
 * names: `error`, and `provider` or `state` if a post type or a taxonomy has that name. It would show another page for them.
 *
 * Link may put its parameters anywhere in the query. The address that Link returns to has none of the page's own parameters
 * with these names. After a redirect, the script loads the page again at its own address, which has them.
 *
 * @param bool $is_parsed True if WordPress is to read the address.
 * @return bool The same value.
 */
function hide_link_parameters( $is_parsed ) {
	if ( is_return() ) {
		$_GET = array_diff_key( $_GET, array_flip( array( 'error', 'error_type', 'provider', 'state' ) ) ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- WordPress reads it next.
	}
	return $is_parsed;
}

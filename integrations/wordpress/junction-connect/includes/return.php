<?php
/**
 * Handles the return from hosted Link. Its address is `<page>?<query of the page>&junction_session=<launch>&<query of Link>`.
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
 * Hides the parameters that Link appends from WordPress: they are for the script. WordPress has query variables with the same
 * names: `error`, and `provider` or `state` if a post type or a taxonomy has that name. It would show another page for them.
 * Variables of the page's own address stay, in its path or before `junction_session`.
 *
 * @param bool $is_parsed True if WordPress is to read the address.
 * @return bool The same value.
 */
function hide_link_parameters( $is_parsed ) {
	if ( is_return() ) {
		$names = array_flip( array( 'error', 'error_type', 'provider', 'state' ) );
		// phpcs:disable WordPress.Security.NonceVerification, WordPress.Security.ValidatedSanitizedInput -- WordPress reads it next.
		parse_str( (string) strstr( wp_unslash( $_SERVER['QUERY_STRING'] ?? '' ), 'junction_session=', true ), $own );
		$_GET = wp_slash( array_intersect_key( $own, $names ) ) + array_diff_key( $_GET, $names );
		// phpcs:enable
	}
	return $is_parsed;
}

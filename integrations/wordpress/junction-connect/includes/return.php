<?php
/**
 * The way back of hosted Link, to `<page>?<the page's own>&junction_session=<launch>&<what Link appends>`.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

add_filter( 'do_parse_request', __NAMESPACE__ . '\\leave_to_the_script' );

/**
 * Whether hosted Link has come back to this address.
 *
 * @return bool
 */
function is_return() {
	return isset( $_GET['junction_session'] ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Nothing is changed by it.
}

/**
 * Has WordPress show the page whose address it is. What Link appends is for the script: WordPress has query variables of
 * these names (`error`, and `provider` or `state` where a post type or a taxonomy is called so), and would show another
 * page. Those of the page's own address stay, in its path or before `junction_session`.
 *
 * @param bool $is_parsed Whether WordPress is to read the address.
 * @return bool The same.
 */
function leave_to_the_script( $is_parsed ) {
	if ( is_return() ) {
		$names = array_flip( array( 'error', 'error_type', 'provider', 'state' ) );
		// phpcs:disable WordPress.Security.NonceVerification, WordPress.Security.ValidatedSanitizedInput -- WordPress reads it next.
		parse_str( (string) strstr( wp_unslash( $_SERVER['QUERY_STRING'] ?? '' ), 'junction_session=', true ), $own );
		$_GET = wp_slash( array_intersect_key( $own, $names ) ) + array_diff_key( $_GET, $names );
		// phpcs:enable
	}
	return $is_parsed;
}

<?php
/**
 * What the site's owner has chosen.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

const SETTINGS_OPTION = 'junction_connect_settings';
const API_KEY_OPTION  = 'junction_connect_api_key';
const ENVIRONMENTS    = array( 'sandbox', 'production' );
const REGIONS         = array( 'us', 'eu' );

/** A key: what can be sent in a header. */
const API_KEY = '/^[!-~]{1,500}$/D';

/** A provider's slug; Junction's list grows, so any of this shape may be one. */
const SLUG = '/^[a-z0-9_]{1,64}$/D';

/**
 * All but the key, checked: any program may have stored it, and the region becomes part of an address.
 *
 * @return array{environment: string, region: string, providers: string[]} An empty list of providers allows all.
 */
function settings() {
	$stored = (array) get_option( SETTINGS_OPTION, array() );
	$choose = static fn( $name, $choices ) => in_array( $stored[ $name ] ?? null, $choices, true ) ? $stored[ $name ] : $choices[0];
	$slug   = static fn( $text ) => is_string( $text ) && preg_match( SLUG, $text ) ? $text : '';
	return array(
		'environment' => $choose( 'environment', ENVIRONMENTS ),
		'region'      => $choose( 'region', REGIONS ),
		'providers'   => array_map( $slug, array_values( (array) ( $stored['providers'] ?? array() ) ) ), // None: all are allowed.
	);
}

/**
 * The key, which no page may show. The one in wp-config.php wins.
 *
 * @return string Empty when there is none.
 */
function api_key() {
	if ( defined( 'JUNCTION_API_KEY' ) ) {
		return (string) JUNCTION_API_KEY;
	}
	$stored = get_option( API_KEY_OPTION );
	return is_array( $stored ) && isset( $stored['key'] ) ? (string) $stored['key'] : '';
}

/**
 * The address of a local stand-in for Junction, which takes the place of Junction altogether. It is named in
 * wp-config.php alone: whoever could change it from a form could have the key sent elsewhere.
 *
 * @return string Without a slash at the end; empty for the real Junction.
 */
function local_url() {
	return defined( 'JUNCTION_SANDBOX_URL' ) ? untrailingslashit( (string) JUNCTION_SANDBOX_URL ) : '';
}

/**
 * Where Junction's API is.
 *
 * @return string
 */
function api_url() {
	$settings = settings();
	$sandbox  = 'sandbox' === $settings['environment'] ? 'sandbox.' : '';
	return local_url() ? local_url() : "https://api.$sandbox{$settings['region']}.junction.com";
}

/**
 * What a key says of itself: `sk_` is for the sandbox, `pk_` for production, and the region follows.
 *
 * @param string $key The key.
 * @return bool Whether it contradicts the environment or the region.
 */
function key_contradicts( $key ) {
	$settings = settings();
	$prefix   = ( 'sandbox' === $settings['environment'] ? 'sk_' : 'pk_' ) . $settings['region'] . '_';
	return preg_match( '/^[sp]k_(us|eu)_/', $key ) && 0 !== strpos( $key, $prefix );
}

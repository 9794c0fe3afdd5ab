<?php
/**
 * The settings of the site's owner.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

const SETTINGS_OPTION = 'junction_connect_settings';
const API_KEY_OPTION  = 'junction_connect_api_key';
const ENVIRONMENTS    = array( 'sandbox', 'production' );
const REGIONS         = array( 'us', 'eu' );

/** Matches an API key: characters that can be sent in a header. */
const API_KEY_PATTERN = '/^[!-~]{1,500}$/D';

/** Matches a provider's slug. Junction adds new providers, so any text of this form may be one. */
const SLUG_PATTERN = '/^[a-z0-9_]{1,64}$/D';

/**
 * Returns all settings except the key. They are checked, because another program may have stored them, and the region
 * becomes part of an address.
 *
 * @return array{environment: string, region: string, providers: string[], disconnect: bool} An empty list of providers allows all.
 */
function settings() {
	$stored = (array) get_option( SETTINGS_OPTION, array() );
	$choose = static fn( $name, $choices ) => in_array( $stored[ $name ] ?? null, $choices, true ) ? $stored[ $name ] : $choices[0];
	$slug   = static fn( $text ) => is_string( $text ) && preg_match( SLUG_PATTERN, $text ) ? $text : '';
	return array(
		'environment' => $choose( 'environment', ENVIRONMENTS ),
		'region'      => $choose( 'region', REGIONS ),
		// A text that is no slug becomes an empty one, which allows nothing. Without it, the list could be empty and allow all.
		'providers'   => array_map( $slug, array_values( (array) ( $stored['providers'] ?? array() ) ) ),
		'disconnect'  => true === ( $stored['disconnect'] ?? false ),
	);
}

/**
 * Returns the key, which no page may show. If wp-config.php sets a key, it is that one.
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
 * Returns the address of a local stand-in, which replaces Junction completely. Only wp-config.php can set it. If a form
 * could change it, somebody could make the plugin send the key to another server.
 *
 * @return string Without a slash at the end; empty for the real Junction.
 */
function local_url() {
	return defined( 'JUNCTION_SANDBOX_URL' ) ? untrailingslashit( (string) JUNCTION_SANDBOX_URL ) : '';
}

/**
 * Returns the address of Junction's API.
 *
 * @return string
 */
function api_url() {
	$settings = settings();
	$sandbox  = 'sandbox' === $settings['environment'] ? 'sandbox.' : '';
	return local_url() ? local_url() : "https://api.$sandbox{$settings['region']}.junction.com";
}

/**
 * Returns true when a key is for another environment or region than the settings. A key begins with `sk_` for the sandbox or
 * with `pk_` for production, and then names the region.
 *
 * @param string $key The key.
 * @return bool
 */
function is_key_for_other_environment( $key ) {
	$settings = settings();
	$prefix   = ( 'sandbox' === $settings['environment'] ? 'sk_' : 'pk_' ) . $settings['region'] . '_';
	return preg_match( '/^[sp]k_(us|eu)_/', $key ) && 0 !== strpos( $key, $prefix );
}

<?php
/**
 * Adds the script to the pages that need it. There are two: one with the button, and one with the button and the list. Both
 * have `assets/site.js`. A page with a list loads only the second one.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

/** The handle of the script with the button. */
const BUTTON_SCRIPT = 'junction-connect-site';

/** The handle of the script with the button and the list. */
const LIST_SCRIPT = 'junction-connections-site';

add_action( 'wp_enqueue_scripts', __NAMESPACE__ . '\\register_scripts' );
add_action( 'wp_print_footer_scripts', __NAMESPACE__ . '\\use_one_script', 9 ); // WordPress prints the scripts at 10.

/**
 * Registers the scripts. Only pages with a button or a list load one, and the page that hosted Link comes back to. In a
 * window, that page has to report the outcome and close the window.
 */
function register_scripts() {
	// No value can end the script, because `<` and `>` are escaped, too.
	$settings = 'var junctionConnectSite = ' . wp_json_encode( site_settings(), JSON_HEX_TAG ) . ';';
	$files    = array(
		BUTTON_SCRIPT => 'assets/junction-connect.js',
		LIST_SCRIPT   => 'assets/junction-connections.js',
	);
	foreach ( $files as $handle => $file ) {
		wp_register_script( $handle, plugins_url( $file, PLUGIN_FILE ), array(), VERSION, true );
		wp_add_inline_script( $handle, $settings, 'before' );
	}
	if ( is_return() ) {
		wp_enqueue_script( BUTTON_SCRIPT );
	}
}

/**
 * Returns the settings for `assets/site.js`. They are the same for everybody, signed in or not, so that the page can be
 * cached.
 *
 * @return array<string, mixed>
 */
function site_settings() {
	/**
	 * Filters the other origins that `success-url`, `exit-url` and `error-url` may name. Without the filter, they may name
	 * only pages of this site, because any author may write them.
	 *
	 * @param string[] $origins An empty list. An origin has no path: `https://shop.example`.
	 */
	$allowed_origins = apply_filters( 'junction_connect_allowed_origins', array() );
	return array(
		'endpoint'            => endpoint_url( TOKEN_ROUTE ),
		'connectionsEndpoint' => endpoint_url( CONNECTIONS_ROUTE ),
		'allowedOrigins'      => array_values( (array) $allowed_origins ),
		'nonceUrl'            => admin_url( 'admin-ajax.php?action=rest-nonce', 'relative' ), // The page may have another origin than the admin pages.
		'signInUrl'           => wp_login_url(),
		'signInText'          => __( 'Sign in to connect', 'junction-connect' ),
		'local'               => local_url(),
	);
}

/**
 * Makes the handle of the script with the button a second name of the script with the list, in a page with a list. That
 * script has the button, too. Only now all parts of the page are rendered. Other scripts can still depend on either handle.
 *
 * If the script with the button is in the head of the page, it is printed already. Then the page loads both. The first one
 * registers the button, and the second one registers the list.
 */
function use_one_script() {
	if ( wp_script_is( LIST_SCRIPT, 'enqueued' ) ) {
		wp_deregister_script( BUTTON_SCRIPT );
		wp_register_script( BUTTON_SCRIPT, false, array( LIST_SCRIPT ), VERSION, true );
	}
}

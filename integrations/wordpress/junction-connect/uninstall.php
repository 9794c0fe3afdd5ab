<?php
/**
 * Removes what the plugin has stored, on each site of a network. The connections of people stay at Junction.
 *
 * @package JunctionConnect
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/** Removes everything from one site. */
function junction_connect_remove_everything() {
	global $wpdb;
	delete_option( 'junction_connect_settings' );
	delete_option( 'junction_connect_api_key' );
	foreach ( array( 'sandbox_us', 'sandbox_eu', 'production_us', 'production_eu', 'local' ) as $environment ) {
		delete_metadata( 'user', 0, $wpdb->get_blog_prefix() . "junction_connect_user_$environment", '', true );
	}
	// WordPress has no way to find transients by the beginning of their name.
	$names = $wpdb->get_col( // phpcs:ignore WordPress.DB.DirectDatabaseQuery
		$wpdb->prepare( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE %s", $wpdb->esc_like( '_transient_junction_connect_' ) . '%' )
	);
	foreach ( $names as $name ) {
		delete_transient( substr( $name, strlen( '_transient_' ) ) );
	}
}

if ( is_multisite() ) {
	$junction_connect_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $junction_connect_sites as $junction_connect_site ) {
		switch_to_blog( $junction_connect_site );
		junction_connect_remove_everything();
		restore_current_blog();
	}
} else {
	junction_connect_remove_everything();
}

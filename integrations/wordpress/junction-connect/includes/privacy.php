<?php
/**
 * Connects the plugin with WordPress's privacy tools. All that the plugin keeps about a person is the id of their Junction
 * user.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

add_filter( 'wp_privacy_personal_data_exporters', __NAMESPACE__ . '\\add_exporter' );
add_filter( 'wp_privacy_personal_data_erasers', __NAMESPACE__ . '\\add_eraser' );
add_action( 'admin_init', __NAMESPACE__ . '\\suggest_privacy_policy' );

/**
 * Adds the plugin to Tools → Export Personal Data.
 *
 * @param array[] $exporters The exporters of WordPress and other plugins.
 * @return array[]
 */
function add_exporter( $exporters ) {
	$exporters['junction-connect'] = array(
		'exporter_friendly_name' => __( 'Connect Button for Junction Link', 'junction-connect' ),
		'callback'               => __NAMESPACE__ . '\\export_person',
	);
	return $exporters;
}

/**
 * Adds the plugin to Tools → Erase Personal Data.
 *
 * @param array[] $erasers The erasers of WordPress and other plugins.
 * @return array[]
 */
function add_eraser( $erasers ) {
	$erasers['junction-connect'] = array(
		'eraser_friendly_name' => __( 'Connect Button for Junction Link', 'junction-connect' ),
		'callback'             => __NAMESPACE__ . '\\erase_person',
	);
	return $erasers;
}

/**
 * Returns what the plugin keeps about a person.
 *
 * @param string $email The person's email address.
 * @return array{data: array[], done: bool}
 */
function export_person( $email ) {
	$data = array();
	foreach ( junction_users( $email ) as $option => $user_id ) {
		$data[] = array(
			'group_id'    => 'junction-connect',
			'group_label' => __( 'Connect Button for Junction Link', 'junction-connect' ),
			'item_id'     => $option,
			'data'        => array(
				array(
					'name'  => __( 'Junction user', 'junction-connect' ),
					'value' => $user_id,
				),
			),
		);
	}
	return array(
		'data' => $data,
		'done' => true,
	);
}

/**
 * Removes what the plugin keeps about a person. The messages name the Junction user: after this, the site does not know it
 * any more.
 *
 * @param string $email The person's email address.
 * @return array{items_removed: bool, items_retained: bool, messages: string[], done: bool}
 */
function erase_person( $email ) {
	$messages = array();
	foreach ( junction_users( $email ) as $option => $user_id ) {
		delete_user_option( get_user_by( 'email', $email )->ID, $option );
		/* translators: %s: the id of the user */
		$messages[] = sprintf( __( 'Junction keeps what this person has connected until you delete the user %s there.', 'junction-connect' ), $user_id );
	}
	return array(
		'items_removed'  => (bool) $messages,
		'items_retained' => false,
		'messages'       => $messages,
		'done'           => true,
	);
}

/**
 * Returns the Junction users of a person, in all environments and regions.
 *
 * @param string $email The person's email address.
 * @return array<string, string> The ids, by the name of the user option.
 */
function junction_users( $email ) {
	$person = get_user_by( 'email', $email );
	$users  = array();
	foreach ( $person ? USER_ENVIRONMENTS : array() as $environment ) {
		$users[ "junction_connect_user_$environment" ] = get_user_option( "junction_connect_user_$environment", $person->ID );
	}
	return array_filter( $users, 'is_string' );
}

/** Adds a text to the guide under Settings → Privacy. */
function suggest_privacy_policy() {
	$text = __( 'When you connect a health device or app, this site passes an identifier to Junction (junction.com), which does not contain your name. It also passes which devices and apps the page offers, or else those that this site allows. If Junction Link opens in a window or in place of the page, the address of that page is passed, too. Your browser loads Junction Link from link.tryvital.io, and may load its script shortly before you press the button. Junction then learns your IP address. A list of your devices and apps may load their logos from other servers. Junction receives the data that you allow your device or app to share. This site keeps the id of your user at Junction.', 'junction-connect' );
	wp_add_privacy_policy_content( __( 'Connect Button for Junction Link', 'junction-connect' ), '<p>' . esc_html( $text ) . '</p>' );
}

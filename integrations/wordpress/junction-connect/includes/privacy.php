<?php
/**
 * What WordPress's tools for privacy tell of the plugin: the id that Junction knows a person by is all it keeps of them.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

add_filter( 'wp_privacy_personal_data_exporters', __NAMESPACE__ . '\\add_exporter' );
add_filter( 'wp_privacy_personal_data_erasers', __NAMESPACE__ . '\\add_eraser' );
add_action( 'admin_init', __NAMESPACE__ . '\\suggest_privacy_policy' );

/**
 * For Tools → Export Personal Data.
 *
 * @param array[] $exporters WordPress's and other plugins'.
 * @return array[]
 */
function add_exporter( $exporters ) {
	$exporters['junction-connect'] = array(
		'exporter_friendly_name' => __( 'Junction Connect', 'junction-connect' ),
		'callback'               => __NAMESPACE__ . '\\export_person',
	);
	return $exporters;
}

/**
 * For Tools → Erase Personal Data.
 *
 * @param array[] $erasers WordPress's and other plugins'.
 * @return array[]
 */
function add_eraser( $erasers ) {
	$erasers['junction-connect'] = array(
		'eraser_friendly_name' => __( 'Junction Connect', 'junction-connect' ),
		'callback'             => __NAMESPACE__ . '\\erase_person',
	);
	return $erasers;
}

/**
 * What is kept of a person.
 *
 * @param string $email Theirs.
 * @return array{data: array[], done: bool}
 */
function export_person( $email ) {
	$data = array();
	foreach ( junction_users( $email ) as $option => $user_id ) {
		$data[] = array(
			'group_id'    => 'junction-connect',
			'group_label' => __( 'Junction Connect', 'junction-connect' ),
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
 * Removes what is kept of a person, and says what is left to do: after this nothing here tells which user it was.
 *
 * @param string $email Theirs.
 * @return array{items_removed: bool, items_retained: bool, messages: string[], done: bool}
 */
function erase_person( $email ) {
	$messages = array();
	foreach ( junction_users( $email ) as $option => $user_id ) {
		delete_user_option( get_user_by( 'email', $email )->ID, $option );
		/* translators: %s: an id */
		$messages[] = sprintf( __( 'What has been connected is kept at Junction until the user %s is deleted there.', 'junction-connect' ), $user_id );
	}
	return array(
		'items_removed'  => (bool) $messages,
		'items_retained' => false,
		'messages'       => $messages,
		'done'           => true,
	);
}

/**
 * The Junction users of a person, in whatever environment and region.
 *
 * @param string $email Theirs.
 * @return array<string, string> Ids by the option that keeps them.
 */
function junction_users( $email ) {
	$person = get_user_by( 'email', $email );
	$users  = array();
	foreach ( $person ? PLACES : array() as $place ) {
		$users[ "junction_connect_user_$place" ] = get_user_option( "junction_connect_user_$place", $person->ID );
	}
	return array_filter( $users, 'is_string' );
}

/** For Settings → Privacy. */
function suggest_privacy_policy() {
	$text = __( 'When you connect a health device or app, this site passes an identifier that does not name you to Junction (junction.com), and which devices and apps the page offers, or else those that this site allows. Where Junction Link opens in a window or in place of the page, the address of that page is passed, too. Your browser loads Junction Link from link.tryvital.io. Junction receives the data that you allow your device or app to share. This site keeps the id that Junction knows you by.', 'junction-connect' );
	wp_add_privacy_policy_content( 'Junction Connect', '<p>' . esc_html( $text ) . '</p>' );
}

<?php
/**
 * Finds or creates the Junction user of a person of this site.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

/** The environments that have Junction users of their own: a person is another user in each of them. */
const USER_ENVIRONMENTS = array( 'sandbox_us', 'sandbox_eu', 'production_us', 'production_eu', 'local' );

/**
 * Returns the name of the user option with the id of the Junction user.
 *
 * @return string
 */
function junction_user_option() {
	$settings = settings();
	return 'junction_connect_user_' . ( local_url() ? 'local' : "{$settings['environment']}_{$settings['region']}" );
}

/**
 * Returns the id of the Junction user that a person already has.
 *
 * @param \WP_User $user A person of this site.
 * @return string Empty if there is none.
 */
function stored_junction_user( $user ) {
	$user_id = get_user_option( junction_user_option(), $user->ID );
	return is_string( $user_id ) ? $user_id : '';
}

/**
 * Creates a Junction user for a person, or finds the existing one, and stores its id. Of several requests at the same time,
 * one creates the user, and the others find that user.
 *
 * @param \WP_User $user     A person of this site.
 * @param float    $deadline See `request_junction`.
 * @return string|\WP_Error The id of the Junction user.
 */
function create_junction_user( $user, $deadline ) {
	$answer  = post_to_junction( '/v2/user', array( 'client_user_id' => client_user_id( $user ) ), $deadline );
	$user_id = 200 === $answer['status'] ? read_user_id( $answer['body'] ) : '';
	if ( 400 === $answer['status'] ) { // The user exists. The answer should be Junction's `ClientUserIDConflictResponse`.
		$user_id = read_user_id( $answer['body']->detail ?? null );
		if ( '' === $user_id ) {
			$answer  = request_junction_user( $user, $deadline );
			$user_id = $answer['user_id'];
		}
	}
	return '' === $user_id ? refusal_for( $answer, false ) : store_junction_user( $user, $user_id );
}

/**
 * Finds the Junction user of a person at Junction, and stores its id. Does not create a user.
 *
 * @param \WP_User $user     A person of this site.
 * @param float    $deadline See `request_junction`.
 * @return string|\WP_Error The id of the Junction user; empty if there is none.
 */
function find_junction_user( $user, $deadline ) {
	$answer = request_junction_user( $user, $deadline );
	if ( 404 === $answer['status'] ) {
		return '';
	}
	if ( in_array( $answer['status'], array( 400, 422 ), true ) ) { // Junction does not document these: the user may exist.
		return create_junction_user( $user, $deadline );
	}
	return '' === $answer['user_id'] ? refusal_for( $answer, false ) : store_junction_user( $user, $answer['user_id'] );
}

/**
 * Requests the Junction user of a person by the id that the plugin has sent to Junction.
 *
 * @param \WP_User $user     A person of this site.
 * @param float    $deadline See `request_junction`.
 * @return array The result of `request_junction`, with the `user_id`. It is empty if there is no such user.
 */
function request_junction_user( $user, $deadline ) {
	$client_user_id = client_user_id( $user );
	$answer         = get_from_junction( '/v2/user/resolve/' . rawurlencode( $client_user_id ), $deadline );
	$is_same        = 200 === $answer['status'] && ( $answer['body']->client_user_id ?? null ) === $client_user_id;
	return $answer + array( 'user_id' => $is_same ? read_user_id( $answer['body'] ) : '' );
}

/**
 * Stores the id of the Junction user of a person.
 *
 * @param \WP_User $user    A person of this site.
 * @param string   $user_id The id of the Junction user.
 * @return string The same id.
 */
function store_junction_user( $user, $user_id ) {
	update_user_option( $user->ID, junction_user_option(), $user_id );
	return $user_id;
}

/**
 * Returns the id of the user in a part of Junction's answer. The id has to be a UUID, as in Junction's OpenAPI document.
 *
 * @param mixed $part A part of an answer.
 * @return string Empty if there is no such id.
 */
function read_user_id( $part ) {
	$user_id = $part->user_id ?? null;
	$is_uuid = is_string( $user_id ) && preg_match( '/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iD', $user_id );
	return $is_uuid ? $user_id : '';
}

/**
 * Returns the id that the plugin sends to Junction for a person. It is the same at each call, so that requests at the same
 * time create only one user. It says nothing about the person, and no other person has it. So it is not only the number of
 * the WordPress user: a new installation of the site, or a copy of it, gives the same number to another person. That person
 * would see the devices of the first one.
 *
 * @param \WP_User $user A person of this site.
 * @return string
 */
function client_user_id( $user ) {
	return 'wordpress-' . hash_hmac( 'sha256', home_url() . ' ' . $user->ID . ' ' . $user->user_registered, wp_salt() );
}

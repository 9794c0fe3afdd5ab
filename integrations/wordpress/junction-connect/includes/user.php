<?php
/**
 * Which Junction user a person of this site is.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

/** Where Junction users are: a person is another one in each, and the local stand-in's are not real. */
const PLACES = array( 'sandbox_us', 'sandbox_eu', 'production_us', 'production_eu', 'local' );

/**
 * Where the Junction user of a person is kept.
 *
 * @return string
 */
function junction_user_option() {
	$settings = settings();
	return 'junction_connect_user_' . ( local_url() ? 'local' : "{$settings['environment']}_{$settings['region']}" );
}

/**
 * The Junction user that was made for a person before.
 *
 * @param \WP_User $user A person of this site.
 * @return string Empty when there is none.
 */
function stored_junction_user( $user ) {
	$user_id = get_user_option( junction_user_option(), $user->ID );
	return is_string( $user_id ) ? $user_id : '';
}

/**
 * Makes a Junction user for a person, or finds the one there is. Of requests at the same time one makes it, and Junction
 * tells the others which it is.
 *
 * @param \WP_User $user     A person of this site.
 * @param float    $deadline See `post_to_junction`.
 * @return string|\WP_Error The id that Junction knows the person by.
 */
function create_junction_user( $user, $deadline ) {
	$answer = post_to_junction( '/v2/user', array( 'client_user_id' => client_user_id( $user ) ), $deadline );
	$body   = $answer['body'];
	if ( 400 === $answer['status'] && isset( $body['detail']['user_id'] ) ) {
		$body = $body['detail']; // Junction's `ClientUserIDConflict`.
	} elseif ( 200 !== $answer['status'] ) {
		return refusal_for( $answer, false );
	}
	// A UUID, as Junction's OpenAPI document has it.
	if ( ! is_string( $body['user_id'] ?? null ) || ! preg_match( '/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iD', $body['user_id'] ) ) {
		return refusal_for( $answer, false );
	}
	update_user_option( $user->ID, junction_user_option(), $body['user_id'] );
	return $body['user_id'];
}

/**
 * What Junction knows a person by. It is the same at each call, so that there is one user however many ask at once; it
 * says nothing about the person; and it is nobody else's: numbers of users come again when a site is set up anew, and
 * for who joins a copy of it, and would lead to the devices of another person.
 *
 * @param \WP_User $user A person of this site.
 * @return string
 */
function client_user_id( $user ) {
	return 'wordpress-' . hash_hmac( 'sha256', home_url() . ' ' . $user->ID . ' ' . $user->user_registered, wp_salt() );
}

<?php
/**
 * What Junction's API is asked.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

/** Seconds for everything that one Link Token takes: the page waits for ten, and WordPress itself takes some. */
const PATIENCE = 6;

/** Seconds without which nothing is begun. */
const LEAST_PATIENCE = 0.5;

/**
 * Posts to Junction.
 *
 * @param string $path     Of the API.
 * @param array  $body     Fields, as Junction names them.
 * @param float  $deadline When nobody waits any more, as `microtime( true )` tells it.
 * @return array{status: int, body: array, retry_after: string} The status is 0 when there was no answer.
 */
function post_to_junction( $path, $body, $deadline ) {
	$left   = $deadline - microtime( true );
	$silent = array(
		'status'      => 0,
		'body'        => array(),
		'retry_after' => '',
	);
	if ( $left < LEAST_PATIENCE ) {
		return $silent;
	}
	$response = wp_remote_post(
		api_url() . $path,
		array(
			'headers'             => array(
				'Content-Type'    => 'application/json',
				'Accept'          => 'application/json',
				'x-vital-api-key' => api_key(),
			),
			'body'                => wp_json_encode( $body ),
			'timeout'             => $left,
			'redirection'         => 0, // The key goes nowhere else.
			'limit_response_size' => 65536,
			'user-agent'          => 'junction-connect-wordpress/' . VERSION,
		)
	);
	if ( is_wp_error( $response ) ) {
		return $silent;
	}
	$wait   = wp_remote_retrieve_header( $response, 'retry-after' ); // A list where it comes twice.
	$answer = json_decode( wp_remote_retrieve_body( $response ), true );
	return array(
		'status'      => (int) wp_remote_retrieve_response_code( $response ),
		'body'        => is_array( $answer ) ? $answer : array(),
		'retry_after' => is_string( $wait ) && preg_match( '/^\d{1,5}$/D', $wait ) ? $wait : '',
	);
}

/**
 * Gets a Link Token for a person.
 *
 * @param \WP_User $user   Who is signed in.
 * @param array    $wishes Fields of the page's request, checked.
 * @return array{link_token: string, link_web_url: string}|\WP_Error
 */
function fetch_link_token( $user, $wishes ) {
	$deadline = microtime( true ) + PATIENCE;
	$ask      = static function ( $user_id, $wishes ) use ( $deadline ) {
		return post_to_junction( '/v2/link/token', array( 'user_id' => $user_id ) + $wishes, $deadline );
	};
	// Which status tells that a user has been deleted at Junction is not documented.
	$is_gone = static function ( $answer ) {
		return in_array( $answer['status'], array( 400, 404, 422 ), true );
	};

	$stored = stored_junction_user( $user );
	$answer = $stored ? $ask( $stored, $wishes ) : null;
	if ( $answer && $wishes && $is_gone( $answer ) ) {
		// Or the wishes are wrong, and the user is there, with devices that another user would not have.
		$plain = $ask( $stored, array() );
		if ( 200 === $plain['status'] ) {
			return refusal_for( $answer, true );
		}
		$answer = $plain;
	}
	if ( ! $answer || $is_gone( $answer ) ) {
		$user_id = create_junction_user( $user, $deadline );
		if ( is_wp_error( $user_id ) ) {
			return $user_id;
		}
		if ( $user_id === $stored ) {
			return refusal_for( $answer, false ); // Nothing was wished that could be wrong.
		}
		$answer = $ask( $user_id, $wishes );
	}
	if ( 200 !== $answer['status'] ) {
		return refusal_for( $answer, (bool) $wishes );
	}
	$token = array_intersect_key( $answer['body'], array_flip( array( 'link_token', 'link_web_url' ) ) );
	if ( 2 !== count( array_filter( $token, 'is_string' ) ) ) {
		return refusal_for( $answer, false );
	}
	return $token;
}

/**
 * What of Junction's failure may be told: whose fault it is, and until when it is too much at once. None of its texts.
 *
 * @param array $answer     What `post_to_junction` gave.
 * @param bool  $has_wishes Whether the page has asked for something that may be wrong.
 * @return \WP_Error
 */
function refusal_for( $answer, $has_wishes ) {
	$status = $answer['status'];
	/**
	 * Tells the site's own log that Junction gave no Link Token.
	 *
	 * @param int $status Of HTTP; 0 when there was no answer.
	 */
	do_action( 'junction_connect_failed', $status );
	if ( $has_wishes && in_array( $status, array( 400, 422 ), true ) ) {
		return refusal( 400, 'invalid_request', 'Junction does not accept what is asked for' );
	}
	if ( 429 === $status ) {
		return refusal( 429, 'rate_limited', 'Junction is asked too often', array_filter( array( 'Retry-After' => $answer['retry_after'] ) ) );
	}
	return refusal( 502, 'junction_unavailable', 'Junction gave no Link Token' );
}

<?php
/**
 * The requests to Junction's API.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

/** The seconds that all requests for one answer may take together. The page waits for ten, and WordPress needs some. */
const ANSWER_TIMEOUT = 6;

/** The seconds that a request needs at least. With less time left, it is not sent. */
const MIN_REQUEST_TIMEOUT = 0.5;

/**
 * Sends a GET request to Junction.
 *
 * @param string $path     A path of the API.
 * @param float  $deadline See `request_junction`.
 * @return array{status: int, body: mixed, retry_after: string} See `request_junction`.
 */
function get_from_junction( $path, $deadline ) {
	return request_junction( $path, array( 'method' => 'GET' ), $deadline );
}

/**
 * Sends a DELETE request to Junction.
 *
 * @param string $path     A path of the API.
 * @param float  $deadline See `request_junction`.
 * @return array{status: int, body: mixed, retry_after: string} See `request_junction`.
 */
function delete_at_junction( $path, $deadline ) {
	return request_junction( $path, array( 'method' => 'DELETE' ), $deadline );
}

/**
 * Sends a POST request to Junction.
 *
 * @param string $path     A path of the API.
 * @param array  $body     The fields, with Junction's names.
 * @param float  $deadline See `request_junction`.
 * @return array{status: int, body: mixed, retry_after: string} See `request_junction`.
 */
function post_to_junction( $path, $body, $deadline ) {
	$content = array(
		'method'  => 'POST',
		'headers' => array( 'Content-Type' => 'application/json' ),
		'body'    => wp_json_encode( $body ),
	);
	return request_junction( $path, $content, $deadline );
}

/**
 * Sends a request to Junction.
 *
 * @param string $path     A path of the API.
 * @param array  $content  The method, the body and its headers, as in `wp_remote_request`.
 * @param float  $deadline The time when the answer has to be there, in seconds like `microtime( true )`.
 * @return array{status: int, body: mixed, retry_after: string} The status is 0 if there was no answer. The body is
 *                                                            the value of the JSON, with objects as objects, or null.
 */
function request_junction( $path, $content, $deadline ) {
	$seconds_left = $deadline - microtime( true );
	$no_answer    = array(
		'status'      => 0,
		'body'        => null,
		'retry_after' => '',
	);
	if ( $seconds_left < MIN_REQUEST_TIMEOUT ) {
		return $no_answer;
	}
	$response = wp_remote_request(
		api_url() . $path,
		array_merge_recursive(
			$content,
			array(
				'headers'             => array(
					'Accept'          => 'application/json',
					'x-vital-api-key' => api_key(),
				),
				'timeout'             => $seconds_left,
				'redirection'         => 0, // So the key is not sent to another address.
				'limit_response_size' => 262144,
				'user-agent'          => 'junction-connect-wordpress/' . VERSION,
			)
		)
	);
	if ( is_wp_error( $response ) ) {
		return $no_answer;
	}
	$retry_after = wp_remote_retrieve_header( $response, 'retry-after' ); // A list if the header is there twice.
	return array(
		'status'      => (int) wp_remote_retrieve_response_code( $response ),
		'body'        => json_decode( wp_remote_retrieve_body( $response ) ),
		'retry_after' => is_string( $retry_after ) && preg_match( '/^\d{1,5}$/D', $retry_after ) ? $retry_after : '',
	);
}

/**
 * Gets a Link Token for a person.
 *
 * @param \WP_User $user   The person who is signed in.
 * @param array    $fields The checked fields of the page's request.
 * @return array{link_token: string, link_web_url: string}|\WP_Error
 */
function fetch_link_token( $user, $fields ) {
	$deadline      = microtime( true ) + ANSWER_TIMEOUT;
	$request_token = static function ( $user_id, $fields ) use ( $deadline ) {
		return post_to_junction( '/v2/link/token', array( 'user_id' => $user_id ) + $fields, $deadline );
	};
	// Junction does not document the status that it answers for a user who has been deleted there.
	$may_be_deleted = static function ( $answer ) {
		return in_array( $answer['status'], array( 400, 404, 422 ), true );
	};

	$stored_user_id = stored_junction_user( $user );
	$answer         = $stored_user_id ? $request_token( $stored_user_id, $fields ) : null;
	if ( $answer && $fields && $may_be_deleted( $answer ) ) {
		// The user may still exist, and a field may be wrong. A new user would not have the devices of this one. So ask again
		// without the fields.
		$answer_without_fields = $request_token( $stored_user_id, array() );
		if ( 200 === $answer_without_fields['status'] ) {
			return refusal_for( $answer, true );
		}
		$answer = $answer_without_fields;
	}
	if ( ! $answer || $may_be_deleted( $answer ) ) {
		$user_id = create_junction_user( $user, $deadline );
		if ( is_wp_error( $user_id ) ) {
			return $user_id;
		}
		if ( $user_id === $stored_user_id ) {
			return refusal_for( $answer, false ); // This answer is to a request without fields.
		}
		$answer = $request_token( $user_id, $fields );
	}
	if ( 200 !== $answer['status'] ) {
		return refusal_for( $answer, (bool) $fields );
	}
	$token = array(
		'link_token'   => $answer['body']->link_token ?? null,
		'link_web_url' => $answer['body']->link_web_url ?? null,
	);
	return 2 === count( array_filter( $token, 'is_string' ) ) ? $token : refusal_for( $answer, false );
}

/**
 * Returns the refusal for a failure of Junction. It says who can correct the failure, and when to try again after too many
 * requests. It contains none of Junction's texts.
 *
 * @param array $answer     The result of `request_junction`.
 * @param bool  $has_fields True if the page has sent fields that may be wrong.
 * @return \WP_Error
 */
function refusal_for( $answer, $has_fields ) {
	$status = $answer['status'];
	/**
	 * Fires when Junction did not answer as expected, for example for a log of the site.
	 *
	 * @param int $status The HTTP status; 0 if there was no answer.
	 */
	do_action( 'junction_connect_failed', $status );
	if ( $has_fields && in_array( $status, array( 400, 422 ), true ) ) {
		return refusal( 400, 'invalid_request', 'Junction does not accept the fields of this request' );
	}
	if ( 429 === $status ) {
		return refusal( 429, 'rate_limited', 'Junction has received too many requests', array_filter( array( 'Retry-After' => $answer['retry_after'] ) ) );
	}
	return refusal( 502, 'junction_unavailable', 'Junction did not answer as expected' );
}

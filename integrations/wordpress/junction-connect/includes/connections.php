<?php
/**
 * The connections endpoint: lists the connections of the person who is signed in, or ends one.
 *
 * A `GET` gets `{ connections, available }`. `DELETE ?provider=oura` ends a connection, and gets a 204. Junction's own answers
 * have more: the person's email address at a provider, texts about errors. None of that is passed on.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

/** The providers that no page can connect: they need a mobile app, and `manual` is no connection. */
const APP_PROVIDERS = array( 'apple_health_kit', 'health_connect', 'samsung_health', 'accuchek_ble', 'beurer_ble', 'contour_ble', 'freestyle_libre_ble', 'omron_ble', 'onetouch_ble', 'manual' );

/** The beginning of the name of the transient with Junction's list of providers. The list is the same for everybody. */
const PROVIDERS_TRANSIENT = 'junction_connect_providers';

/**
 * Answers a request that `check_permission` has allowed.
 *
 * @param \WP_REST_Request $request The request.
 * @return array|\WP_REST_Response|\WP_Error
 */
function handle_connections_request( $request ) {
	$query = $request->get_query_params();
	if ( isset( $query['user_id'] ) ) {
		return invalid_request( 'user_id is not a parameter of this request' );
	}
	$user = wp_get_current_user();
	/**
	 * Filters how many requests a person may send to the connections endpoint in a minute.
	 *
	 * @param int $limit 60.
	 */
	$limit   = (int) apply_filters( 'junction_connect_connections_rate_limit', CONNECTIONS_RATE_LIMIT );
	$refusal = count_request( "junction_connect_list_rate_{$user->ID}", $limit );
	if ( $refusal ) {
		return $refusal;
	}
	$deadline = microtime( true ) + ANSWER_TIMEOUT;
	return 'DELETE' === $request->get_method() ? end_connection( $user, $query['provider'] ?? null, $deadline ) : list_connections( $user, $deadline );
}

/**
 * Returns what a person has connected, and what can be connected.
 *
 * @param \WP_User $user     The person who is signed in.
 * @param float    $deadline See `request_junction`.
 * @return array{connections: array[], available: array[]}|\WP_Error
 */
function list_connections( $user, $deadline ) {
	$connections = fetch_connections( $user, $deadline );
	$providers   = is_wp_error( $connections ) ? $connections : fetch_providers( $deadline );
	if ( is_wp_error( $providers ) ) {
		return $providers;
	}
	$available = array();
	foreach ( $providers as $provider ) {
		$basics = describe_provider( $provider );
		if ( $basics && is_manageable( $basics['provider'] ) && 'sdk' !== ( $provider['auth_type'] ?? null ) ) {
			$available += array( $basics['provider'] => $basics );
		}
	}
	return array(
		'connections' => array_values( $connections ),
		'available'   => array_values( $available ),
	);
}

/**
 * Ends a connection of a person.
 *
 * @param \WP_User $user     The person who is signed in.
 * @param mixed    $provider The value of the parameter `provider`.
 * @param float    $deadline See `request_junction`.
 * @return \WP_REST_Response|\WP_Error
 */
function end_connection( $user, $provider, $deadline ) {
	if ( ! is_string( $provider ) || ! preg_match( SLUG_PATTERN, $provider ) || ! is_manageable( $provider ) ) {
		return invalid_request( 'The parameter provider must be the slug of one provider that this site offers' );
	}
	/**
	 * Filters whether a person may end a connection.
	 *
	 * @param bool     $may_disconnect The setting of the site's owner.
	 * @param \WP_User $user           The person.
	 * @param string   $provider       The slug of the provider.
	 */
	if ( true !== apply_filters( 'junction_connect_can_disconnect', settings()['disconnect'], $user, $provider ) ) {
		return refusal( 403, 'forbidden', 'The site does not let this person end the connection. See Settings > Junction Connect' );
	}
	$connections = fetch_connections( $user, $deadline );
	if ( is_wp_error( $connections ) ) {
		return $connections;
	}
	if ( isset( $connections[ $provider ] ) ) {
		/**
		 * Filters the error that keeps a connection, for example because the site could not delete its own data. Called before
		 * Junction ends the connection.
		 *
		 * @param \WP_Error|null $problem  Null: the connection ends.
		 * @param \WP_User       $user     The person.
		 * @param string         $provider The slug of the provider.
		 */
		$problem = apply_filters( 'junction_connect_before_disconnect', null, $user, $provider );
		if ( is_wp_error( $problem ) ) {
			return refusal( 409, 'conflict', 'The connection stays, because the filter junction_connect_before_disconnect returned an error' );
		}
		$answer = delete_at_junction( '/v2/user/' . stored_junction_user( $user ) . "/$provider", $deadline );
		if ( 200 !== $answer['status'] ) {
			// Another request may have ended the connection. Junction does not document its answer to the second request.
			$connections = fetch_connections( $user, $deadline );
			if ( is_wp_error( $connections ) || isset( $connections[ $provider ] ) ) {
				return refusal_for( $answer, false );
			}
		}
	}
	return new \WP_REST_Response( null, 204 );
}

/**
 * Returns the connections of a person, as a page may know them.
 *
 * @param \WP_User $user     The person who is signed in.
 * @param float    $deadline See `request_junction`.
 * @return array<string, array>|\WP_Error The connections, by provider.
 */
function fetch_connections( $user, $deadline ) {
	$user_id = stored_junction_user( $user );
	$answer  = $user_id ? get_from_junction( "/v2/user/providers/$user_id", $deadline ) : null;
	if ( ! $answer || in_array( $answer['status'], array( 400, 404, 422 ), true ) ) {
		// There is no user yet, or somebody has deleted it at Junction.
		$new_user_id = create_junction_user( $user, $deadline );
		if ( is_wp_error( $new_user_id ) ) {
			return $new_user_id;
		}
		if ( $new_user_id !== $user_id ) {
			$answer = get_from_junction( "/v2/user/providers/$new_user_id", $deadline );
		}
	}
	if ( 200 !== $answer['status'] || ! is_array( $answer['body']['providers'] ?? null ) ) {
		return refusal_for( $answer, false );
	}
	$connections = array();
	foreach ( $answer['body']['providers'] as $item ) {
		$connection = describe_connection( $item );
		if ( $connection ) {
			$connections += array( $connection['provider'] => $connection );
		}
	}
	return $connections;
}

/**
 * Returns Junction's list of providers. Remembers it for ten minutes.
 *
 * @param float $deadline See `request_junction`.
 * @return array[]|\WP_Error
 */
function fetch_providers( $deadline ) {
	$name      = PROVIDERS_TRANSIENT . '_' . md5( api_url() );
	$providers = get_transient( $name );
	if ( is_array( $providers ) ) {
		return $providers;
	}
	$answer = get_from_junction( '/v2/providers', $deadline );
	if ( 200 !== $answer['status'] || ! $answer['body'] ) {
		return refusal_for( $answer, false );
	}
	set_transient( $name, $answer['body'], 10 * MINUTE_IN_SECONDS );
	return $answer['body'];
}

/**
 * Returns true when a page of this site may connect and disconnect a provider.
 *
 * @param string $provider The slug of a provider.
 * @return bool
 */
function is_manageable( $provider ) {
	$allowed = settings()['providers'];
	return ! in_array( $provider, APP_PROVIDERS, true ) && ( ! $allowed || in_array( $provider, $allowed, true ) );
}

/**
 * Returns what a page may know about a provider.
 *
 * @param mixed $item An item of Junction's answer.
 * @return array{provider: string, name: string, logo: string|null}|null Null if the item has no slug.
 */
function describe_provider( $item ) {
	$slug = $item['slug'] ?? null;
	if ( ! is_string( $slug ) || ! preg_match( SLUG_PATTERN, $slug ) ) {
		return null;
	}
	$name = is_string( $item['name'] ?? null ) ? trim( $item['name'] ) : '';
	$logo = $item['logo'] ?? null;
	return array(
		'provider' => $slug,
		'name'     => '' !== $name ? mb_substr( $name, 0, 100 ) : $slug,
		'logo'     => is_string( $logo ) && preg_match( '~^https?://[^\s@]{1,2000}$~D', $logo ) ? $logo : null,
	);
}

/**
 * Returns what a page may know about a connection.
 *
 * @param mixed $item An item of Junction's answer.
 * @return array|null Null if the item has no slug.
 */
function describe_connection( $item ) {
	$connection = describe_provider( $item );
	if ( ! $connection ) {
		return null;
	}
	$is_connected         = 'connected' === ( $item['status'] ?? null );
	$time                 = is_string( $item['created_on'] ?? null ) ? strtotime( $item['created_on'] ) : false;
	$connection['status'] = $is_connected ? 'connected' : 'error';
	$connection['since']  = false === $time ? null : gmdate( 'Y-m-d\TH:i:s\Z', $time );
	$reason               = $item['error_details']['error_type'] ?? null;
	if ( ! $is_connected && is_string( $reason ) && preg_match( SLUG_PATTERN, $reason ) ) {
		$connection['reason'] = $reason;
	}
	if ( ! is_manageable( $connection['provider'] ) ) {
		$connection['manageable'] = false;
	}
	return $connection;
}

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
	$provider = 1 < count_parameters( 'provider' ) ? null : $query['provider'] ?? null;
	$user     = wp_get_current_user();
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
	return 'DELETE' === $request->get_method() ? end_connection( $user, $provider, $deadline ) : list_connections( $user, $deadline );
}

/**
 * Returns how often the address of the request has a parameter. PHP itself keeps only the last one.
 *
 * @param string $name The name of the parameter.
 * @return int
 */
function count_parameters( $name ) {
	$count = 0;
	// The text is only compared.
	foreach ( explode( '&', wp_unslash( $_SERVER['QUERY_STRING'] ?? '' ) ) as $parameter ) { // phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized
		$count += (int) ( urldecode( explode( '=', $parameter )[0] ) === $name );
	}
	return $count;
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
	foreach ( $providers as $slug => $provider ) {
		if ( ! $provider['is_sdk'] && ! in_array( $provider['provider'], APP_PROVIDERS, true ) ) {
			$available[ $slug ] = array_diff_key( $provider, array( 'is_sdk' => true ) );
		} elseif ( isset( $connections[ $slug ] ) ) {
			$connections[ $slug ]['manageable'] = false;
		}
	}
	return array(
		'connections' => array_values( $connections ),
		'available'   => only_offered( $available ),
	);
}

/**
 * Returns the providers that this site offers, in the order of its settings.
 *
 * @param array<string, array> $available The providers that a page can connect, by slug.
 * @return array[]
 */
function only_offered( $available ) {
	$offered = array();
	foreach ( settings()['providers'] ? settings()['providers'] : array_keys( $available ) as $slug ) {
		if ( isset( $available[ $slug ] ) ) {
			$offered[ $slug ] = $available[ $slug ];
		}
	}
	return array_values( $offered );
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
	if ( ! is_string( $provider ) || ! preg_match( SLUG_PATTERN, $provider ) || in_array( $provider, APP_PROVIDERS, true ) ) {
		return invalid_request( 'The parameter provider must name one provider that a page can disconnect' );
	}
	/**
	 * Filters whether a person may end a connection.
	 *
	 * @param bool     $may_disconnect The setting of the site's owner.
	 * @param \WP_User $user           The person.
	 * @param string   $provider       The slug of the provider.
	 */
	if ( true !== apply_filters( 'junction_connect_can_disconnect', settings()['disconnect'], $user, $provider ) ) {
		return refusal( 403, 'forbidden', 'The site does not let this person end the connection. See Settings > Junction Link' );
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
		$deadline = microtime( true ) + ANSWER_TIMEOUT; // A slow filter must not keep Junction from ending the connection.
		$answer   = delete_at_junction( '/v2/user/' . rawurlencode( stored_junction_user( $user ) ) . "/$provider", $deadline );
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
 * Returns the connections of a person, as a page may know them. Does not create a Junction user.
 *
 * @param \WP_User $user     The person who is signed in.
 * @param float    $deadline See `request_junction`.
 * @return array<string, array>|\WP_Error The connections, by provider.
 */
function fetch_connections( $user, $deadline ) {
	$request_list = static function ( $user_id ) use ( $deadline ) {
		return get_from_junction( '/v2/user/providers/' . rawurlencode( $user_id ), $deadline );
	};

	$stored_user_id = stored_junction_user( $user );
	$user_id        = '' === $stored_user_id ? find_junction_user( $user, $deadline ) : $stored_user_id;
	if ( is_wp_error( $user_id ) || '' === $user_id ) {
		return is_wp_error( $user_id ) ? $user_id : array();
	}
	$answer = $request_list( $user_id );
	if ( in_array( $answer['status'], array( 400, 404, 422 ), true ) ) {
		// Somebody may have deleted the user at Junction.
		$found_user_id = find_junction_user( $user, $deadline );
		if ( is_wp_error( $found_user_id ) || '' === $found_user_id ) {
			return is_wp_error( $found_user_id ) ? $found_user_id : array();
		}
		$answer = $found_user_id === $user_id ? $answer : $request_list( $found_user_id );
	}
	$items = $answer['body']->providers ?? null;
	return 200 === $answer['status'] && is_array( $items ) ? describe_all( $items, 'describe_connection' ) : refusal_for( $answer, false );
}

/**
 * Returns Junction's list of providers, as a page may know them. Remembers it for ten minutes.
 *
 * @param float $deadline See `request_junction`.
 * @return array<string, array>|\WP_Error The providers, by slug. `is_sdk` is true for those that need a mobile app.
 */
function fetch_providers( $deadline ) {
	$name      = PROVIDERS_TRANSIENT . '_' . md5( api_url() );
	$providers = get_transient( $name );
	if ( is_array( $providers ) ) {
		return $providers;
	}
	$answer = get_from_junction( '/v2/providers', $deadline );
	if ( 200 !== $answer['status'] || ! is_array( $answer['body'] ) ) {
		return refusal_for( $answer, false );
	}
	$providers = describe_all( $answer['body'], 'describe_listed_provider' );
	set_transient( $name, $providers, 10 * MINUTE_IN_SECONDS );
	return $providers;
}

/**
 * Returns the descriptions of items, by provider. Junction may list a provider twice: then the first item counts.
 *
 * @param array  $items    The items of Junction's answer.
 * @param string $describe The name of the function that describes an item, or returns null.
 * @return array<string, array>
 */
function describe_all( $items, $describe ) {
	$described = array();
	foreach ( array_filter( array_map( __NAMESPACE__ . '\\' . $describe, $items ) ) as $description ) {
		$described += array( $description['provider'] => $description );
	}
	return $described;
}

/**
 * Returns what a page may know about a provider.
 *
 * @param mixed $item An item of Junction's answer.
 * @return array{provider: string, name: string, logo: string|null}|null Null if the item has no slug.
 */
function describe_provider( $item ) {
	$slug = $item->slug ?? null;
	if ( ! is_string( $slug ) || ! preg_match( SLUG_PATTERN, $slug ) ) {
		return null;
	}
	$name = is_string( $item->name ?? null ) ? trim( $item->name ) : '';
	$logo = $item->logo ?? null;
	// An address with a user or a password before the host is refused.
	$is_logo = is_string( $logo ) && strlen( $logo ) <= 2048 && preg_match( '~^https?://[^\s@/?#\\\\]+([/?#]\S*)?$~iD', $logo );
	return array(
		'provider' => $slug,
		'name'     => '' !== $name ? mb_substr( $name, 0, 100 ) : $slug,
		'logo'     => $is_logo ? $logo : null,
	);
}

/**
 * Returns what a page may know about an item of Junction's list of providers.
 *
 * @param mixed $item An item of Junction's answer.
 * @return array{provider: string, name: string, logo: string|null, is_sdk: bool}|null Null if the item has no slug.
 */
function describe_listed_provider( $item ) {
	$provider = describe_provider( $item );
	return $provider ? $provider + array( 'is_sdk' => 'sdk' === ( $item->auth_type ?? null ) ) : null;
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
	$is_connected         = 'connected' === ( $item->status ?? null );
	$connection['status'] = $is_connected ? 'connected' : 'error';
	$connection['since']  = read_time( $item->created_on ?? null );
	$reason               = $item->error_details->error_type ?? null;
	if ( ! $is_connected && is_string( $reason ) && preg_match( SLUG_PATTERN, $reason ) ) {
		$connection['reason'] = $reason;
	}
	if ( in_array( $connection['provider'], APP_PROVIDERS, true ) ) {
		$connection['manageable'] = false;
	}
	return $connection;
}

/**
 * Returns a time in ISO 8601 and UTC.
 *
 * @param mixed $value A value of Junction's. Without a zone, it is in UTC.
 * @return string|null Null if the value is not a time in ISO 8601.
 */
function read_time( $value ) {
	$pattern = '/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/D';
	$time    = is_string( $value ) && preg_match( $pattern, $value ) ? date_create( $value, timezone_open( 'UTC' ) ) : false;
	return $time ? gmdate( 'Y-m-d\TH:i:s\Z', $time->getTimestamp() ) : null;
}

<?php
/**
 * The token endpoint and the connections endpoint. Both work for the person who is signed in, and for nobody else.
 *
 * `/link-token` answers `{ link_token, link_web_url }`. `/connections` lists the connections, or ends one. Both answer
 * `{ error, code }` when they refuse or fail.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

const REST_NAMESPACE = 'junction-connect/v1';
const TOKEN_ROUTE    = '/link-token';

/** The route that lists and ends connections. */
const CONNECTIONS_ROUTE = '/connections';

/** The methods that each route accepts. */
const ROUTES = array(
	TOKEN_ROUTE       => array( 'POST' ),
	CONNECTIONS_ROUTE => array( 'GET', 'DELETE' ),
);

/** The number of Link Tokens that a person may request in a minute. */
const RATE_LIMIT = 10;

/** The number of requests that a person may send to the connections endpoint in a minute. A page can request the list often. */
const CONNECTIONS_RATE_LIMIT = 60;

add_action( 'rest_api_init', __NAMESPACE__ . '\\register_endpoints' );
add_filter( 'rest_request_before_callbacks', __NAMESPACE__ . '\\leave_json_to_endpoint', 10, 2 );
add_filter( 'rest_post_dispatch', __NAMESPACE__ . '\\format_answer', 20, 3 ); // WordPress sets its `Allow` header before this.
add_filter( 'rest_pre_serve_request', __NAMESPACE__ . '\\forbid_caches_and_cors', 20, 3 ); // WordPress sends its CORS headers before this.

/** Adds the routes, for every method. WordPress would answer 404 to a method without a route. */
function register_endpoints() {
	$callbacks = array(
		TOKEN_ROUTE       => 'handle_token_request',
		CONNECTIONS_ROUTE => 'handle_connections_request',
	);
	foreach ( $callbacks as $route => $callback ) {
		register_rest_route(
			REST_NAMESPACE,
			$route,
			array(
				'methods'             => \WP_REST_Server::ALLMETHODS,
				'permission_callback' => __NAMESPACE__ . '\\check_permission',
				'callback'            => __NAMESPACE__ . '\\' . $callback,
				'show_in_index'       => false,
			)
		);
	}
}

/**
 * Returns the address of an endpoint.
 *
 * @param string $route TOKEN_ROUTE or CONNECTIONS_ROUTE.
 * @return string
 */
function endpoint_url( $route ) {
	return rest_url( REST_NAMESPACE . $route );
}

/**
 * Decides who may use an endpoint: only a person whom the browser's cookie has signed in. WordPress has checked the nonce
 * before, and treats a person without one as not signed in. For other ways to sign in, it does not check the nonce. They are
 * refused, because an author could write an application password into a page. Visitors would then connect their devices to
 * the author.
 *
 * @param \WP_REST_Request $request The request.
 * @return true|\WP_Error
 */
function check_permission( $request ) {
	$site   = $request->get_header( 'sec_fetch_site' );
	$origin = $request->get_header( 'origin' );
	$is_own = $site ? in_array( $site, array( 'same-origin', 'none' ), true ) : ! $origin || in_array( $origin, site_origins(), true );
	if ( ! $is_own ) {
		return refusal( 403, 'cross_site_request', 'Requests from other sites are refused' );
	}
	$methods = accepted_methods( $request );
	if ( ! in_array( $request->get_method(), $methods, true ) ) {
		return refusal( 405, 'method_not_allowed', 'This endpoint accepts only ' . implode( ', ', $methods ) );
	}
	if ( ! is_user_logged_in() || true !== ( $GLOBALS['wp_rest_auth_cookie'] ?? null ) ) {
		return refusal( 401, 'unauthenticated', 'Nobody is signed in by a cookie, or the request has no header X-WP-Nonce' );
	}
	/**
	 * Filters the capability that a person needs on this site to connect a device, and to list and end connections.
	 *
	 * @param string $capability `read`, which every member of the site has.
	 */
	if ( ! current_user_can( apply_filters( 'junction_connect_capability', 'read' ) ) ) {
		return refusal( 403, 'forbidden', 'The person who is signed in may not connect devices on this site' );
	}
	return true;
}

/**
 * Answers a request for a Link Token that `check_permission` has allowed.
 *
 * @param \WP_REST_Request $request The request.
 * @return array|\WP_Error
 */
function handle_token_request( $request ) {
	$fields = read_request_fields( $request );
	if ( is_wp_error( $fields ) ) {
		return $fields;
	}
	$user = wp_get_current_user();
	/**
	 * Filters how many Link Tokens a person may request in a minute.
	 *
	 * @param int $limit 10.
	 */
	$limit   = (int) apply_filters( 'junction_connect_rate_limit', RATE_LIMIT );
	$refusal = count_request( "junction_connect_rate_{$user->ID}", $limit );
	return $refusal ? $refusal : fetch_link_token( $user, $fields );
}

/**
 * Counts a request, and returns its refusal if no key is set, or if the person has sent too many requests.
 *
 * @param string $name  The name of the transient that counts the requests of this person.
 * @param int    $limit The number of requests in a minute.
 * @return \WP_Error|null
 */
function count_request( $name, $limit ) {
	if ( '' === api_key() ) {
		return refusal( 502, 'junction_unavailable', 'No API key is set: enter one under Settings > Junction Link' );
	}
	$wait = seconds_to_wait( $name, $limit );
	if ( $wait ) {
		return refusal( 429, 'rate_limited', 'This person has sent too many requests in a minute', array( 'Retry-After' => $wait ) );
	}
	return null;
}

/**
 * Counts the requests of a person. Requests at the very same time may count as one. The limit is for a button that is
 * pressed again and again, not for an attack from many computers.
 *
 * @param string $name  The name of the transient that counts.
 * @param int    $limit The number of requests in a minute.
 * @return int Seconds until the next request is allowed; 0 if it is allowed now.
 */
function seconds_to_wait( $name, $limit ) {
	$now    = time();
	$window = get_transient( $name );
	if ( ! is_array( $window ) || $window['ends'] <= $now ) {
		$window = array(
			'ends'  => $now + MINUTE_IN_SECONDS,
			'count' => 0,
		);
	}
	$seconds_left = $window['ends'] - $now;
	if ( $window['count'] >= $limit ) {
		return $seconds_left;
	}
	++$window['count'];
	set_transient( $name, $window, $seconds_left );
	return 0;
}

/**
 * Returns the origins of this site's pages, from the settings of WordPress.
 *
 * @return string[]
 */
function site_origins() {
	return array_filter( array( origin_of( home_url() ), origin_of( site_url() ) ) );
}

/**
 * Returns the origins that hosted Link may come back to: those of the site, and the one by which the browser knows the
 * site. That may be another one behind a proxy, or if the name of the site has letters that are not ASCII.
 *
 * @param \WP_REST_Request $request A request that `check_permission` has allowed.
 * @return string[]
 */
function redirect_origins( $request ) {
	$is_browser = 'same-origin' === $request->get_header( 'sec_fetch_site' );
	return array_merge( site_origins(), $is_browser ? array( (string) $request->get_header( 'origin' ) ) : array() );
}

/**
 * Returns the answer to a request that is refused. Its text is for the person who made the page.
 *
 * @param int    $status  The HTTP status.
 * @param string $code    A code for programs.
 * @param string $error   A text for people, in English like all texts of the endpoint.
 * @param array  $headers More headers of the answer.
 * @return \WP_Error
 */
function refusal( $status, $code, $error, $headers = array() ) {
	return new \WP_Error(
		$code,
		$error,
		array(
			'status'  => $status,
			'headers' => $headers,
		)
	);
}

/**
 * Returns the answer to a request whose body, or a field of it, is not valid.
 *
 * @param string $error A text for people.
 * @return \WP_Error
 */
function invalid_request( $error ) {
	return refusal( 400, 'invalid_request', $error );
}

/**
 * Returns the methods that the endpoint of a request accepts. It compares the route in the same way as WordPress.
 *
 * @param \WP_REST_Request $request Any request.
 * @return string[] Empty if the request is not for an endpoint of the plugin.
 */
function accepted_methods( $request ) {
	foreach ( ROUTES as $route => $methods ) {
		if ( preg_match( '@^/' . REST_NAMESPACE . $route . '$@i', $request->get_route() ) ) {
			return $methods;
		}
	}
	return array();
}

/**
 * Removes WordPress's error for a body that is no JSON. WordPress checks the body before it checks who is signed in. The
 * endpoint does both in the other order. Other errors stay, because they may come from another plugin.
 *
 * @param mixed $response Null, or the error of an earlier check.
 * @param array $handler  The handler of the route.
 * @return mixed
 */
function leave_json_to_endpoint( $response, $handler ) {
	$is_json_error = is_wp_error( $response ) && 'rest_invalid_json' === $response->get_error_code();
	return $is_json_error && __NAMESPACE__ . '\\check_permission' === ( $handler['permission_callback'] ?? null ) ? null : $response;
}

/**
 * Gives every answer the form of the endpoint, also WordPress's own refusal of a nonce that is too old.
 *
 * @param \WP_HTTP_Response $response The answer.
 * @param \WP_REST_Server   $server   WordPress's.
 * @param \WP_REST_Request  $request  The request.
 * @return \WP_HTTP_Response
 */
function format_answer( $response, $server, $request ) {
	$methods = accepted_methods( $request );
	if ( ! $methods ) {
		return $response;
	}
	$data = $response->get_data();
	if ( is_array( $data ) && isset( $data['code'], $data['message'] ) ) {
		$response->set_data(
			array(
				'error' => $data['message'],
				'code'  => $data['code'],
			)
		);
		foreach ( isset( $data['data']['headers'] ) ? $data['data']['headers'] : array() as $name => $value ) {
			$response->header( $name, $value );
		}
	}
	$response->header( 'Allow', implode( ', ', $methods ) );
	return $response;
}

/**
 * Forbids caches to keep the answer, and pages of other origins to read it. It is for one person, and a token can be used
 * only once. Without this, WordPress would allow every origin to read the answer.
 *
 * @param bool              $served   True if the answer has been sent.
 * @param \WP_HTTP_Response $response The answer.
 * @param \WP_REST_Request  $request  The request.
 * @return bool
 */
function forbid_caches_and_cors( $served, $response, $request ) {
	if ( accepted_methods( $request ) ) {
		foreach ( array( 'Origin', 'Methods', 'Headers', 'Credentials' ) as $name ) {
			header_remove( "Access-Control-Allow-$name" );
		}
		header_remove( 'Access-Control-Expose-Headers' );
		header( 'Cache-Control: no-store' );
		add_filter( 'nocache_headers', __NAMESPACE__ . '\\no_store_header' ); // WordPress may send its own cache headers after this.
	}
	return $served;
}

/**
 * Returns the header that replaces WordPress's headers for caches.
 *
 * @return array<string, string>
 */
function no_store_header() {
	return array( 'Cache-Control' => 'no-store' );
}

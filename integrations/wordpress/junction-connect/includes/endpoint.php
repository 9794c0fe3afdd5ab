<?php
/**
 * The token endpoint: gets a Link Token for the person who is signed in, and for nobody else.
 *
 * It answers `{ link_token, link_web_url }`, or `{ error, code }` with 400, 401, 403, 405, 413, 415, 429 or 502.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

const REST_NAMESPACE = 'junction-connect/v1';
const REST_ROUTE     = '/link-token';

/** Link Tokens that a person may ask for in a minute. */
const RATE_LIMIT = 10;

add_action( 'rest_api_init', __NAMESPACE__ . '\\register_endpoint' );
add_filter( 'rest_request_before_callbacks', __NAMESPACE__ . '\\read_body_ourselves', 10, 2 );
add_filter( 'rest_post_dispatch', __NAMESPACE__ . '\\shape_answer', 20, 3 ); // After WordPress has named the methods.
add_filter( 'rest_pre_serve_request', __NAMESPACE__ . '\\keep_to_ourselves', 20, 3 ); // After its CORS headers.

/** Adds the route. Every method leads here: WordPress would answer 404 to the others. */
function register_endpoint() {
	register_rest_route(
		REST_NAMESPACE,
		REST_ROUTE,
		array(
			'methods'             => \WP_REST_Server::ALLMETHODS,
			'permission_callback' => __NAMESPACE__ . '\\check_sender',
			'callback'            => __NAMESPACE__ . '\\answer',
			'show_in_index'       => false,
		)
	);
}

/**
 * The endpoint's address.
 *
 * @return string
 */
function endpoint_url() {
	return rest_url( REST_NAMESPACE . REST_ROUTE );
}

/**
 * Whether somebody may ask: only whom the browser's cookie has signed in. WordPress has looked at the nonce before,
 * and takes a person without one for nobody. It looks at none where somebody is signed in in another way: with the
 * application password of an author, who has written it into a page, visitors would connect to the author.
 *
 * @param \WP_REST_Request $request The request.
 * @return true|\WP_Error
 */
function check_sender( $request ) {
	$site   = $request->get_header( 'sec_fetch_site' );
	$origin = $request->get_header( 'origin' );
	$is_own = $site ? in_array( $site, array( 'same-origin', 'none' ), true ) : ! $origin || in_array( $origin, site_origins(), true );
	if ( ! $is_own ) {
		return refusal( 403, 'cross_site_request', 'Requests from other sites are refused' );
	}
	if ( 'POST' !== $request->get_method() ) {
		return refusal( 405, 'method_not_allowed', 'Only POST is answered' );
	}
	if ( ! is_user_logged_in() || true !== ( $GLOBALS['wp_rest_auth_cookie'] ?? null ) ) {
		return refusal( 401, 'unauthenticated', 'Nobody is signed in with a cookie, or the request has no X-WP-Nonce' );
	}
	/**
	 * What a person must be allowed to do on this site to connect a device.
	 *
	 * @param string $capability `read`, which every member has.
	 */
	if ( ! current_user_can( apply_filters( 'junction_connect_capability', 'read' ) ) ) {
		return refusal( 403, 'forbidden', 'Whoever is signed in may not connect a device here' );
	}
	return true;
}

/**
 * Answers whoever may ask.
 *
 * @param \WP_REST_Request $request The request.
 * @return array|\WP_Error
 */
function answer( $request ) {
	$wishes = read_wishes( $request );
	if ( is_wp_error( $wishes ) ) {
		return $wishes;
	}
	if ( '' === api_key() ) {
		return refusal( 502, 'junction_unavailable', 'This site has no API key of Junction\'s yet' );
	}
	$user = wp_get_current_user();
	$wait = seconds_to_wait( $user->ID );
	if ( $wait ) {
		return refusal( 429, 'rate_limited', 'This person asks too often', array( 'Retry-After' => $wait ) );
	}
	return fetch_link_token( $user, $wishes );
}

/**
 * Counts a request of a person's. Requests at the very same time may count as one: this is for a button that is pressed
 * without end, not for an attack by many.
 *
 * @param int $user_id A person of this site.
 * @return int Seconds until the person may ask again; 0 for now.
 */
function seconds_to_wait( $user_id ) {
	/**
	 * How many Link Tokens a person may ask for in a minute.
	 *
	 * @param int $limit 10.
	 */
	$limit  = (int) apply_filters( 'junction_connect_rate_limit', RATE_LIMIT );
	$now    = time();
	$name   = "junction_connect_rate_$user_id";
	$window = get_transient( $name );
	if ( ! is_array( $window ) || $window['ends'] <= $now ) {
		$window = array(
			'ends'  => $now + MINUTE_IN_SECONDS,
			'count' => 0,
		);
	}
	$left = $window['ends'] - $now;
	if ( $window['count'] >= $limit ) {
		return $left;
	}
	++$window['count'];
	set_transient( $name, $window, $left );
	return 0;
}

/**
 * The origins of this site's pages, as its settings have them.
 *
 * @return string[]
 */
function site_origins() {
	return array_filter( array( origin_of( home_url() ), origin_of( site_url() ) ) );
}

/**
 * The same, with the one that the browser knows the site by: behind a proxy, or with letters that are not ASCII, that
 * may be another.
 *
 * @param \WP_REST_Request $request A request that has passed `check_sender`.
 * @return string[]
 */
function own_origins( $request ) {
	$is_browser = 'same-origin' === $request->get_header( 'sec_fetch_site' );
	return array_merge( site_origins(), $is_browser ? array( (string) $request->get_header( 'origin' ) ) : array() );
}

/**
 * A request that is not served. Its text is for whoever wrote the page.
 *
 * @param int    $status  Of HTTP.
 * @param string $code    For programs.
 * @param string $error   For people, in English like all of the endpoint's.
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
 * A body, or a field of it, that cannot be what it is.
 *
 * @param string $error For people.
 * @return \WP_Error
 */
function invalid( $error ) {
	return refusal( 400, 'invalid_request', $error );
}

/**
 * Whether a request is for the endpoint, found out as WordPress does.
 *
 * @param \WP_REST_Request $request Any request.
 * @return bool
 */
function is_ours( $request ) {
	return 1 === preg_match( '@^/' . REST_NAMESPACE . REST_ROUTE . '$@i', $request->get_route() );
}

/**
 * WordPress refuses a body that is no JSON before it asks who is signed in. Other refusals stand: another plugin may
 * have made them.
 *
 * @param mixed $response Null, or the error that has been found.
 * @param array $handler  Of the route.
 * @return mixed
 */
function read_body_ourselves( $response, $handler ) {
	$is_body = is_wp_error( $response ) && 'rest_invalid_json' === $response->get_error_code();
	return $is_body && __NAMESPACE__ . '\\answer' === $handler['callback'] ? null : $response;
}

/**
 * Gives every answer the endpoint's form, WordPress's own refusal of a stale nonce too.
 *
 * @param \WP_HTTP_Response $response The answer.
 * @param \WP_REST_Server   $server   WordPress's.
 * @param \WP_REST_Request  $request  The request.
 * @return \WP_HTTP_Response
 */
function shape_answer( $response, $server, $request ) {
	if ( ! is_ours( $request ) ) {
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
	$response->header( 'Allow', 'POST' );
	return $response;
}

/**
 * A token is for one person, and spent by its first use: no cache keeps it, and no page of another origin reads it,
 * though WordPress lets them all.
 *
 * @param bool              $served   Whether the answer has been sent.
 * @param \WP_HTTP_Response $response The answer.
 * @param \WP_REST_Request  $request  The request.
 * @return bool
 */
function keep_to_ourselves( $served, $response, $request ) {
	if ( is_ours( $request ) ) {
		foreach ( array( 'Origin', 'Methods', 'Headers', 'Credentials' ) as $name ) {
			header_remove( "Access-Control-Allow-$name" );
		}
		header_remove( 'Access-Control-Expose-Headers' );
		header( 'Cache-Control: no-store' );
		add_filter( 'nocache_headers', __NAMESPACE__ . '\\never_store' ); // What WordPress may send after this.
	}
	return $served;
}

/**
 * In the place of what WordPress says to caches.
 *
 * @return array<string, string>
 */
function never_store() {
	return array( 'Cache-Control' => 'no-store' );
}

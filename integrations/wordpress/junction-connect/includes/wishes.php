<?php
/**
 * Reads what a page asks for: every field that Junction is to be asked with, and nothing else.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

/** Bytes that a request's body may have. */
const BODY_LIMIT = 16384;

/** Slugs that a list may have. */
const LONGEST_LIST = 100;

/**
 * Reads the body.
 *
 * @param \WP_REST_Request $request The request.
 * @return array|\WP_Error Fields as Junction names them.
 */
function read_wishes( $request ) {
	if ( ! preg_match( '~^application/json\s*(;|$)~i', (string) $request->get_header( 'content_type' ) ) ) {
		return refusal( 415, 'unsupported_media_type', 'Content-Type has to be application/json' );
	}
	$text = (string) $request->get_body();
	if ( strlen( $text ) > BODY_LIMIT ) {
		return refusal( 413, 'payload_too_large', 'The body may have ' . BODY_LIMIT . ' bytes' );
	}
	$fields = json_decode( $text );
	if ( JSON_ERROR_NONE !== json_last_error() ) {
		return invalid( 'The body has to be JSON' );
	}
	if ( ! is_object( $fields ) ) {
		return invalid( 'The body has to be a JSON object' );
	}
	return check_wishes( get_object_vars( $fields ), settings()['providers'], own_origins( $request ) );
}

/**
 * Checks the fields. Whom the token is for is not among them: a `user_id` is refused like every other that is not
 * known. Fields that are null count as unset.
 *
 * @param array    $fields    As they came.
 * @param string[] $providers The ones that are allowed; empty allows all.
 * @param string[] $origins   Where hosted Link may come back to.
 * @return array|\WP_Error
 */
function check_wishes( $fields, $providers, $origins ) {
	$wishes = array();
	foreach ( $fields as $field => $value ) {
		if ( ! in_array( $field, array( 'provider', 'filter_on_providers', 'redirect_url', 'on_close', 'on_error' ), true ) ) {
			return invalid( wp_json_encode( mb_substr( (string) $field, 0, 40 ) ) . ' is not a field of the request' );
		}
		if ( null === $value ) {
			continue;
		}
		$problem = problem_of( $field, $value, $providers, $origins );
		if ( $problem ) {
			return invalid( "$field $problem" );
		}
		$wishes[ $field ] = is_array( $value ) ? array_values( array_unique( $value ) ) : $value;
	}
	// Without a wish of the page's, Link would list what the site does not allow.
	if ( $providers && ! isset( $wishes['provider'] ) && ! isset( $wishes['filter_on_providers'] ) ) {
		$wishes['filter_on_providers'] = $providers;
	}
	return $wishes;
}

/**
 * What is wrong with a field.
 *
 * @param string   $field     Its name.
 * @param mixed    $value     Not null.
 * @param string[] $providers The ones that are allowed; empty allows all.
 * @param string[] $origins   Where hosted Link may come back to.
 * @return string Empty when nothing is.
 */
function problem_of( $field, $value, $providers, $origins ) {
	switch ( $field ) {
		case 'provider':
			return problem_of_slug( $value, $providers );
		case 'filter_on_providers':
			if ( ! is_array( $value ) || ! $value || count( $value ) > LONGEST_LIST ) {
				return 'has to be a list of 1 to ' . LONGEST_LIST . ' slugs';
			}
			foreach ( $value as $slug ) {
				$problem = problem_of_slug( $slug, $providers );
				if ( $problem ) {
					return $problem;
				}
			}
			return '';
		case 'redirect_url':
			$origin = is_string( $value ) ? origin_of( $value ) : '';
			if ( ! $origin ) {
				return 'has to be an http(s) URL';
			}
			return in_array( $origin, $origins, true ) ? '' : 'is of an origin that is not allowed here';
		default:
			return 'redirect' === $value ? '' : 'has to be "redirect"';
	}
}

/**
 * What is wrong with a slug.
 *
 * @param mixed    $slug      What may be one.
 * @param string[] $providers The ones that are allowed; empty allows all.
 * @return string Empty when nothing is.
 */
function problem_of_slug( $slug, $providers ) {
	if ( ! is_string( $slug ) || ! preg_match( SLUG, $slug ) ) {
		return 'has to be a provider\'s slug';
	}
	return ! $providers || in_array( $slug, $providers, true ) ? '' : 'names a provider that is not allowed here';
}

/**
 * The origin of an address.
 *
 * @param string $url An address.
 * @return string Empty when it is none that a browser and PHP read alike: browsers read more than PHP does into white
 *                space, backslashes and a name before the host.
 */
function origin_of( $url ) {
	$pattern = '~^(https?://[a-z0-9.-]+(?::\d+)?)(?:[/?#][!-\[\]-\~]*)?$~iD';
	return strlen( $url ) <= 4096 && preg_match( $pattern, $url, $found ) ? strtolower( $found[1] ) : '';
}

<?php
/**
 * Reads and checks the fields of a page's request. Only these fields are sent to Junction.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

/** The largest body of a request, in bytes. */
const BODY_LIMIT = 16384;

/** The largest number of slugs in a list. */
const MAX_PROVIDERS = 100;

/**
 * Reads the body of a request, and checks its fields.
 *
 * @param \WP_REST_Request $request The request.
 * @return array|\WP_Error The fields, with Junction's names.
 */
function read_request_fields( $request ) {
	if ( ! preg_match( '~^application/json\s*(;|$)~i', (string) $request->get_header( 'content_type' ) ) ) {
		return refusal( 415, 'unsupported_media_type', 'Content-Type has to be application/json' );
	}
	$text = (string) $request->get_body();
	if ( strlen( $text ) > BODY_LIMIT ) {
		return refusal( 413, 'payload_too_large', 'The body may have at most ' . BODY_LIMIT . ' bytes' );
	}
	$fields = json_decode( $text );
	if ( JSON_ERROR_NONE !== json_last_error() ) {
		return invalid_request( 'The body has to be JSON' );
	}
	if ( ! is_object( $fields ) ) {
		return invalid_request( 'The body has to be a JSON object' );
	}
	return check_request_fields( get_object_vars( $fields ), settings()['providers'], redirect_origins( $request ) );
}

/**
 * Checks the fields. A page cannot name the person whom the token is for: a `user_id` is refused like every unknown field. A
 * field that is null counts as unset.
 *
 * @param array    $fields    The fields of the body.
 * @param string[] $providers The allowed providers; an empty list allows all.
 * @param string[] $origins   The origins that hosted Link may come back to.
 * @return array|\WP_Error
 */
function check_request_fields( $fields, $providers, $origins ) {
	$checked = array();
	foreach ( $fields as $field => $value ) {
		if ( ! in_array( $field, array( 'provider', 'filter_on_providers', 'redirect_url', 'on_close', 'on_error' ), true ) ) {
			return invalid_request( wp_json_encode( mb_substr( (string) $field, 0, 40 ) ) . ' is not a field of the request' );
		}
		if ( null === $value ) {
			continue;
		}
		$problem = find_field_problem( $field, $value, $providers, $origins );
		if ( $problem ) {
			return invalid_request( "$field $problem" );
		}
		$checked[ $field ] = is_array( $value ) ? array_values( array_unique( $value ) ) : $value;
	}
	// If the page names no provider, Link would otherwise list providers that the site does not allow.
	if ( $providers && ! isset( $checked['provider'] ) && ! isset( $checked['filter_on_providers'] ) ) {
		$checked['filter_on_providers'] = $providers;
	}
	return $checked;
}

/**
 * Says what is wrong with a field.
 *
 * @param string   $field     The name of the field.
 * @param mixed    $value     Its value, which is not null.
 * @param string[] $providers The allowed providers; an empty list allows all.
 * @param string[] $origins   The origins that hosted Link may come back to.
 * @return string The end of a sentence that begins with the name of the field; empty if the field is valid.
 */
function find_field_problem( $field, $value, $providers, $origins ) {
	switch ( $field ) {
		case 'provider':
			return find_slug_problem( $value, $providers );
		case 'filter_on_providers':
			if ( ! is_array( $value ) || ! $value || count( $value ) > MAX_PROVIDERS ) {
				return 'has to be a list of 1 to ' . MAX_PROVIDERS . ' slugs of providers';
			}
			foreach ( $value as $slug ) {
				$problem = find_slug_problem( $slug, $providers );
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
			return in_array( $origin, $origins, true ) ? '' : 'has to be an address of this site';
		default:
			return 'redirect' === $value ? '' : 'has to be "redirect"';
	}
}

/**
 * Says what is wrong with a slug.
 *
 * @param mixed    $slug      The value that has to be a slug.
 * @param string[] $providers The allowed providers; an empty list allows all.
 * @return string The end of a sentence that begins with the name of the field; empty if the slug is valid.
 */
function find_slug_problem( $slug, $providers ) {
	if ( ! is_string( $slug ) || ! preg_match( SLUG_PATTERN, $slug ) ) {
		return 'has to be the slug of a provider, such as oura';
	}
	return ! $providers || in_array( $slug, $providers, true ) ? '' : 'names a provider that the settings of this site do not allow';
}

/**
 * Returns the origin of an address.
 *
 * @param string $url An address.
 * @return string Empty if browsers and PHP may read the address differently. This is so for white space, backslashes and a
 *                user name before the host.
 */
function origin_of( $url ) {
	$pattern = '~^(https?://[a-z0-9.-]+(?::\d+)?)(?:[/?#][!-\[\]-\~]*)?$~iD';
	return strlen( $url ) <= 4096 && preg_match( $pattern, $url, $found ) ? strtolower( $found[1] ) : '';
}

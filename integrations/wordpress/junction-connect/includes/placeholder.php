<?php
/**
 * Writes the placeholder into a page. The script shows the element in it. The placeholder is the same for everybody,
 * signed in or not, so that the page can be cached.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

/** The attributes of the element that a page may set. */
const ATTRIBUTES = array( 'provider', 'providers', 'label', 'mode', 'appearance', 'size', 'connected', 'messages', 'last-screen', 'return-url', 'success-url', 'exit-url', 'error-url', 'data-layer', 'lang' );

add_action( 'init', __NAMESPACE__ . '\\register_shortcode_and_block' );
add_action( 'wp_enqueue_scripts', __NAMESPACE__ . '\\register_scripts' );
foreach ( array( 'the_content', 'widget_text', 'render_block' ) as $junction_connect_filter ) {
	add_filter( $junction_connect_filter, __NAMESPACE__ . '\\add_script_to_pasted_placeholders', 20 );
}

/** Registers the shortcode and the block. */
function register_shortcode_and_block() {
	add_shortcode( 'junction_connect', __NAMESPACE__ . '\\render_shortcode' );

	$editor = 'junction-connect-editor';
	wp_register_script( $editor, plugins_url( 'block/editor.js', PLUGIN_FILE ), array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ), VERSION, true );
	wp_set_script_translations( $editor, 'junction-connect' );
	register_block_type( dirname( PLUGIN_FILE ) . '/block', array( 'render_callback' => __NAMESPACE__ . '\\render_block' ) );
}

/**
 * Registers the script, which has `assets/site.js` and the element. Only pages with a placeholder load it, and the page
 * that hosted Link comes back to. In a window, that page has to report the outcome and close the window.
 */
function register_scripts() {
	wp_register_script( 'junction-connect-site', plugins_url( 'assets/junction-connect.js', PLUGIN_FILE ), array(), VERSION, true );
	/**
	 * Filters the other origins that `success-url`, `exit-url` and `error-url` may name. Without the filter, they may name
	 * only pages of this site, because any author may write them.
	 *
	 * @param string[] $origins An empty list. An origin has no path: `https://shop.example`.
	 */
	$allowed_origins = apply_filters( 'junction_connect_allowed_origins', array() );
	$site            = array(
		'endpoint'       => endpoint_url(),
		'allowedOrigins' => array_values( (array) $allowed_origins ),
		'nonceUrl'       => admin_url( 'admin-ajax.php?action=rest-nonce', 'relative' ), // The page may have another origin than the admin pages.
		'signInUrl'      => wp_login_url(),
		'signInText'     => __( 'Sign in to connect', 'junction-connect' ),
		'local'          => local_url(),
	);
	// No value can end the script, because `<` and `>` are escaped, too.
	wp_add_inline_script( 'junction-connect-site', 'var junctionConnectSite = ' . wp_json_encode( $site, JSON_HEX_TAG ) . ';', 'before' );
	if ( is_return() ) {
		wp_enqueue_script( 'junction-connect-site' );
	}
}

/**
 * Renders the shortcode `[junction_connect providers="oura garmin google_health" label="Connect a device"]`.
 *
 * @param mixed $attributes The attributes, as WordPress has read them.
 * @return string
 */
function render_shortcode( $attributes ) {
	return render_placeholder( shortcode_atts( array_fill_keys( ATTRIBUTES, '' ), (array) $attributes, 'junction_connect' ) );
}

/**
 * Renders the block. Its attributes have names in camel case.
 *
 * @param array $attributes The attributes of the block.
 * @return string
 */
function render_block( $attributes ) {
	$element_attributes = array();
	foreach ( $attributes as $name => $value ) {
		$element_attributes[ strtolower( preg_replace( '/[A-Z]/', '-$0', $name ) ) ] = $value;
	}
	return render_placeholder( $element_attributes, get_block_wrapper_attributes() );
}

/**
 * Returns the placeholder inside another `<div>`. The outer `<div>` has the given attributes, and themes lay it out. The
 * placeholder names no endpoint: `assets/site.js` names the one of the site.
 *
 * @param array<string, mixed> $attributes         The attributes of the element. Unknown and empty ones are left out.
 * @param string               $wrapper_attributes The attributes of the `<div>`, escaped.
 * @return string
 */
function render_placeholder( $attributes, $wrapper_attributes = 'class="junction-connect"' ) {
	wp_enqueue_script( 'junction-connect-site' );
	$html = "<div $wrapper_attributes><div data-junction-connect";
	foreach ( ATTRIBUTES as $name ) {
		$value = isset( $attributes[ $name ] ) && is_string( $attributes[ $name ] ) ? trim( $attributes[ $name ] ) : '';
		if ( 'lang' === $name ) {
			$value = str_replace( '_', '-', $value ); // WordPress itself writes `de_DE`.
		}
		if ( '' !== $value && 'label' !== $name ) {
			$html .= sprintf( ' data-%s="%s"', $name, esc_attr( $value ) );
		}
	}
	$label = isset( $attributes['label'] ) && is_string( $attributes['label'] ) ? trim( $attributes['label'] ) : '';
	return $html . '>' . esc_html( $label ) . '</div></div>'; // Without a label, the element shows its own, in the language of the page.
}

/**
 * Adds the script to a page with a placeholder that somebody has pasted.
 *
 * @param string $content The content of a post, a widget or a block.
 * @return string The same content.
 */
function add_script_to_pasted_placeholders( $content ) {
	if ( false !== strpos( $content, 'data-junction-connect' ) ) {
		wp_enqueue_script( 'junction-connect-site' );
	}
	return $content;
}

<?php
/**
 * What stands in a page: a placeholder, which the script makes into the element. It is the same for everybody, signed in
 * or not, so that the page can be cached.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

/** Attributes of the element that a page may set, by the names that the element gives them. */
const ATTRIBUTES = array( 'provider', 'providers', 'label', 'mode', 'return-url', 'success-url', 'exit-url', 'error-url', 'data-layer', 'lang' );

add_action( 'init', __NAMESPACE__ . '\\register_ways_to_write_it' );
add_action( 'wp_enqueue_scripts', __NAMESPACE__ . '\\register_scripts' );
foreach ( array( 'the_content', 'widget_text', 'render_block' ) as $junction_connect_filter ) {
	add_filter( $junction_connect_filter, __NAMESPACE__ . '\\serve_pasted_placeholders', 20 );
}

/** The shortcode and the block. */
function register_ways_to_write_it() {
	add_shortcode( 'junction_connect', __NAMESPACE__ . '\\render_shortcode' );

	$editor = 'junction-connect-editor';
	wp_register_script( $editor, plugins_url( 'block/editor.js', PLUGIN_FILE ), array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ), VERSION, true );
	wp_set_script_translations( $editor, 'junction-connect' );
	register_block_type( dirname( PLUGIN_FILE ) . '/block', array( 'render_callback' => __NAMESPACE__ . '\\render_block' ) );
}

/**
 * The element, and what makes it at home here (`assets/site.js`). Pages without a placeholder do not get it, except the
 * one that hosted Link comes back to: in a window it has to report and close.
 */
function register_scripts() {
	wp_register_script( 'junction-connect-site', plugins_url( 'assets/junction-connect.js', PLUGIN_FILE ), array(), VERSION, true );
	$site = array(
		'endpoint'   => endpoint_url(),
		'nonceUrl'   => admin_url( 'admin-ajax.php?action=rest-nonce', 'relative' ), // The page may be of another origin than the admin's.
		'signInUrl'  => wp_login_url(),
		'signInText' => __( 'Sign in to connect', 'junction-connect' ),
		'local'      => local_url(),
	);
	wp_add_inline_script( 'junction-connect-site', 'var junctionConnectSite = ' . wp_json_encode( $site ) . ';', 'before' );
	if ( is_return() ) {
		wp_enqueue_script( 'junction-connect-site' );
	}
}

/**
 * `[junction_connect providers="oura fitbit" label="Connect a device"]`
 *
 * @param mixed $attributes As WordPress has read them.
 * @return string
 */
function render_shortcode( $attributes ) {
	return render_placeholder( shortcode_atts( array_fill_keys( ATTRIBUTES, '' ), (array) $attributes, 'junction_connect' ) );
}

/**
 * The block, whose attributes are in camel case.
 *
 * @param array $attributes Of the block.
 * @return string
 */
function render_block( $attributes ) {
	$named = array();
	foreach ( $attributes as $name => $value ) {
		$named[ strtolower( preg_replace( '/[A-Z]/', '-$0', $name ) ) ] = $value;
	}
	return render_placeholder( $named, get_block_wrapper_attributes() );
}

/**
 * The placeholder, in a box of its own: themes lay out boxes, and the element is none.
 *
 * @param array<string, mixed> $attributes Of the element. Others, and those that are empty, are left out.
 * @param string               $box        Attributes of the box, escaped.
 * @return string
 */
function render_placeholder( $attributes, $box = 'class="junction-connect"' ) {
	wp_enqueue_script( 'junction-connect-site' );
	$html = "<div $box>" . '<div data-junction-connect data-token-endpoint="' . esc_url( endpoint_url() ) . '"';
	foreach ( ATTRIBUTES as $name ) {
		$value = isset( $attributes[ $name ] ) && is_string( $attributes[ $name ] ) ? trim( $attributes[ $name ] ) : '';
		if ( 'lang' === $name ) {
			$value = str_replace( '_', '-', $value ); // WordPress itself writes de_DE.
		}
		if ( '' !== $value && 'label' !== $name ) {
			$html .= sprintf( ' data-%s="%s"', $name, esc_attr( $value ) );
		}
	}
	$label = isset( $attributes['label'] ) && is_string( $attributes['label'] ) ? trim( $attributes['label'] ) : '';
	return $html . '>' . esc_html( $label ) . '</div></div>'; // Without one the element has its own, in the language of the page.
}

/**
 * Placeholders that somebody has written by hand get the script, too.
 *
 * @param string $content Of a post, a widget or a block.
 * @return string The same.
 */
function serve_pasted_placeholders( $content ) {
	if ( false !== strpos( $content, 'data-junction-connect' ) ) {
		wp_enqueue_script( 'junction-connect-site' );
	}
	return $content;
}

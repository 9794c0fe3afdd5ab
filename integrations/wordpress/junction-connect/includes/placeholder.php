<?php
/**
 * Writes the button and the list into a page: by a shortcode, a block, or a pasted placeholder. What is written is the same
 * for everybody, signed in or not, so that the page can be cached.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

/**
 * What a page can show: the button and the list. Each key is the name of a block in `block`.
 *
 * - `shortcode`: the name of the shortcode.
 * - `script`: the handle of the script that shows it.
 * - `marker`: the attribute of the `<div>` that shows it.
 * - `attributes`: the attributes that a page may set.
 */
const ELEMENTS = array(
	'button'      => array(
		'shortcode'  => 'junction_connect',
		'script'     => BUTTON_SCRIPT,
		'marker'     => 'data-junction-connect',
		'attributes' => array( 'provider', 'providers', 'label', 'mode', 'appearance', 'size', 'connected', 'messages', 'last-screen', 'prefetch', 'return-url', 'success-url', 'exit-url', 'error-url', 'data-layer', 'lang' ),
	),
	'connections' => array(
		'shortcode'  => 'junction_connections',
		'script'     => LIST_SCRIPT,
		'marker'     => 'data-junction-connections',
		'attributes' => array( 'providers', 'mode', 'disconnect', 'logos', 'messages', 'prefetch', 'return-url', 'lang' ),
	),
);

add_action( 'init', __NAMESPACE__ . '\\register_shortcodes_and_blocks' );
foreach ( array( 'the_content', 'widget_text', 'render_block' ) as $junction_connect_filter ) {
	add_filter( $junction_connect_filter, __NAMESPACE__ . '\\add_script_to_pasted_placeholders', 20 );
}

/** Registers the shortcodes and the blocks. */
function register_shortcodes_and_blocks() {
	$editor = 'junction-connect-editor';
	wp_register_script( $editor, plugins_url( 'block/editor.js', PLUGIN_FILE ), array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ), VERSION, true );
	wp_set_script_translations( $editor, 'junction-connect' );

	foreach ( ELEMENTS as $name => $element ) {
		add_shortcode( $element['shortcode'], __NAMESPACE__ . '\\render_shortcode' );
		register_block_type( dirname( PLUGIN_FILE ) . "/block/$name", array( 'render_callback' => __NAMESPACE__ . '\\render_block' ) );
	}
}

/**
 * Renders a shortcode, such as `[junction_connect providers="oura garmin google_health" label="Connect a device"]`.
 *
 * @param mixed  $attributes The attributes, as WordPress has read them.
 * @param string $content    Not used.
 * @param string $shortcode  The name of the shortcode.
 * @return string
 */
function render_shortcode( $attributes, $content, $shortcode ) {
	$element = array_column( ELEMENTS, null, 'shortcode' )[ $shortcode ];
	$allowed = array_fill_keys( $element['attributes'], '' );
	return render_element( $element, shortcode_atts( $allowed, (array) $attributes, $shortcode ) );
}

/**
 * Renders a block. Its attributes have names in camel case.
 *
 * @param array     $attributes The attributes of the block.
 * @param string    $content    Not used.
 * @param \WP_Block $block      The block.
 * @return string
 */
function render_block( $attributes, $content, $block ) {
	$element_attributes = array();
	foreach ( $attributes as $name => $value ) {
		$element_attributes[ strtolower( preg_replace( '/[A-Z]/', '-$0', $name ) ) ] = $value;
	}
	$element = ELEMENTS[ str_replace( 'junction-connect/', '', $block->name ) ];
	return render_element( $element, $element_attributes, get_block_wrapper_attributes() );
}

/**
 * Returns the button or the list inside a `<div>`. The `<div>` has the given attributes, and themes lay it out. The tag inside
 * it names no endpoint: `assets/site.js` names those of the site.
 *
 * @param array                $element            An item of `ELEMENTS`.
 * @param array<string, mixed> $attributes         The attributes. Unknown and empty ones are left out.
 * @param string               $wrapper_attributes The attributes of the `<div>`, escaped.
 * @return string
 */
function render_element( $element, $attributes, $wrapper_attributes = 'class="junction-connect"' ) {
	wp_enqueue_script( $element['script'] );
	$html  = "<div $wrapper_attributes><div {$element['marker']}";
	$label = ''; // Without a label, the button shows its own, in the language of the page.
	foreach ( $element['attributes'] as $name ) {
		$value = isset( $attributes[ $name ] ) && is_string( $attributes[ $name ] ) ? trim( $attributes[ $name ] ) : '';
		$value = read_attribute( $name, $value );
		if ( 'label' === $name ) {
			$label = $value;
		} elseif ( '' !== $value ) {
			$html .= sprintf( ' data-%s="%s"', $name, esc_attr( $value ) );
		}
	}
	return $html . '>' . esc_html( $label ) . '</div></div>';
}

/**
 * Returns the value of an attribute, as the element reads it.
 *
 * @param string $name  The name of the attribute.
 * @param string $value The value that the page has set, or an empty text.
 * @return string
 */
function read_attribute( $name, $value ) {
	if ( 'lang' === $name ) {
		return str_replace( '_', '-', $value ); // WordPress itself writes `de_DE`.
	}
	if ( 'disconnect' === $name ) {
		// The list only offers it. The connections endpoint decides at each request.
		$is_offered = '' === $value ? settings()['disconnect'] : filter_var( $value, FILTER_VALIDATE_BOOLEAN );
		return $is_offered ? 'true' : '';
	}
	return $value;
}

/**
 * Adds the script to a page with a placeholder that somebody has pasted.
 *
 * @param string $content The content of a post, a widget or a block.
 * @return string The same content.
 */
function add_script_to_pasted_placeholders( $content ) {
	if ( false !== strpos( $content, 'data-junction-connections' ) ) {
		wp_enqueue_script( LIST_SCRIPT );
	} elseif ( false !== strpos( $content, 'data-junction-connect' ) ) {
		wp_enqueue_script( BUTTON_SCRIPT );
	}
	return $content;
}

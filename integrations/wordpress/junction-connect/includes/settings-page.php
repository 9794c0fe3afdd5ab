<?php
/**
 * The page where the site's owner sets the plugin up.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

const SETTINGS_PAGE = 'junction-connect';

add_action( 'admin_menu', __NAMESPACE__ . '\\add_settings_page' );
add_action( 'admin_init', __NAMESPACE__ . '\\register_settings' );
add_filter( 'plugin_action_links_' . plugin_basename( PLUGIN_FILE ), __NAMESPACE__ . '\\add_settings_link' );

/** Puts the page under Settings. */
function add_settings_page() {
	$title     = __( 'Connect Button for Junction Link', 'junction-connect' );
	$menu_text = __( 'Junction Link', 'junction-connect' ); // The menu is narrow.
	add_options_page( $title, $menu_text, 'manage_options', SETTINGS_PAGE, __NAMESPACE__ . '\\print_settings_page' );
}

/**
 * Adds a link to the page in the list of plugins.
 *
 * @param string[] $links Links below the plugin's name.
 * @return string[]
 */
function add_settings_link( $links ) {
	$url  = admin_url( 'options-general.php?page=' . SETTINGS_PAGE );
	$link = sprintf( '<a href="%s">%s</a>', esc_url( $url ), esc_html__( 'Settings', 'junction-connect' ) );
	return array_merge( array( $link ), $links );
}

/** Registers the options that the page saves, and the functions that check them. */
function register_settings() {
	if ( false === get_option( API_KEY_OPTION ) ) {
		add_option( API_KEY_OPTION, array(), '', false ); // So WordPress does not load it for every page.
	}
	register_setting( SETTINGS_PAGE, SETTINGS_OPTION, array( 'sanitize_callback' => __NAMESPACE__ . '\\sanitize_settings' ) );
	register_setting( SETTINGS_PAGE, API_KEY_OPTION, array( 'sanitize_callback' => __NAMESPACE__ . '\\sanitize_api_key' ) );

	add_settings_section( 'junction', '', '__return_null', SETTINGS_PAGE );
	$fields = array(
		'api_key'     => __( 'API key', 'junction-connect' ),
		'environment' => __( 'Environment', 'junction-connect' ),
		'region'      => __( 'Region', 'junction-connect' ),
		'providers'   => __( 'Allowed providers', 'junction-connect' ),
		'disconnect'  => __( 'Disconnect', 'junction-connect' ),
	);
	foreach ( $fields as $name => $title ) {
		$label = array( 'label_for' => "junction-connect-$name" );
		add_settings_field( $name, $title, __NAMESPACE__ . "\\print_{$name}_field", SETTINGS_PAGE, 'junction', $label );
	}
}

/**
 * Checks all settings except the key. The form sends the providers as one text. Programs may pass a list.
 *
 * @param mixed $input The values to save.
 * @return array{environment: string, region: string, providers: string[], disconnect: bool}
 */
function sanitize_settings( $input ) {
	$input    = (array) $input;
	$settings = settings();
	if ( isset( $input['environment'] ) && in_array( $input['environment'], ENVIRONMENTS, true ) ) {
		$settings['environment'] = $input['environment'];
	}
	if ( isset( $input['region'] ) && in_array( $input['region'], REGIONS, true ) ) {
		$settings['region'] = $input['region'];
	}
	if ( isset( $input['providers'] ) ) {
		$text    = sanitize_text_field( implode( ' ', array_filter( (array) $input['providers'], 'is_string' ) ) );
		$slugs   = array_unique( preg_split( '/[\s,]+/', strtolower( $text ), -1, PREG_SPLIT_NO_EMPTY ) );
		$refused = preg_grep( SLUG_PATTERN, $slugs, PREG_GREP_INVERT );
		if ( $refused ) {
			$message = __( 'These are not slugs of providers, so the list of allowed providers was not changed:', 'junction-connect' );
			add_settings_error( SETTINGS_OPTION, 'providers', $message . ' ' . esc_html( implode( ', ', $refused ) ) );
		} else {
			$settings['providers'] = array_values( $slugs );
		}
	}
	if ( isset( $input['disconnect'] ) ) {
		$settings['disconnect'] = in_array( $input['disconnect'], array( '1', 1, true ), true );
	}
	return $settings;
}

/**
 * Checks the key. If the field is empty, the stored key stays, because the page does not show it.
 *
 * The option is an array, because WordPress shows every option that is a plain text on `/wp-admin/options.php`.
 *
 * @param mixed $input The values to save: `new` is the key; with `remove`, no key is kept.
 * @return array{key?: string}
 */
function sanitize_api_key( $input ) {
	$input = (array) $input;
	if ( ! empty( $input['remove'] ) ) {
		return array();
	}
	$stored = (array) get_option( API_KEY_OPTION, array() );
	// When WordPress adds the option, it calls this a second time, with the result of the first call: `key`.
	$input += array( 'new' => $input['key'] ?? '' );
	$key    = is_string( $input['new'] ) ? trim( $input['new'] ) : '';
	if ( '' === $key ) {
		return $stored;
	}
	if ( ! preg_match( API_KEY_PATTERN, $key ) ) {
		add_settings_error( API_KEY_OPTION, 'api_key', __( 'That is no API key: a key has no spaces, and only ASCII characters. The saved key was not changed.', 'junction-connect' ) );
		return $stored;
	}
	return array( 'key' => $key );
}

/** Prints the page. */
function print_settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	?>
	<div class="wrap">
		<h1><?php echo esc_html( get_admin_page_title() ); ?></h1>
		<?php if ( local_url() ) : ?>
			<div class="notice notice-warning"><p>
				<strong><?php esc_html_e( 'Simulated:', 'junction-connect' ); ?></strong>
				<?php
				printf(
					/* translators: 1: name of a constant, 2: an address */
					esc_html__( '%1$s in wp-config.php replaces Junction by a local stand-in at %2$s. No connection is real.', 'junction-connect' ),
					'<code>JUNCTION_SANDBOX_URL</code>',
					'<code>' . esc_html( local_url() ) . '</code>'
				);
				?>
			</p></div>
		<?php endif; ?>
		<?php if ( is_key_for_other_environment( api_key() ) ) : ?>
			<div class="notice notice-error"><p>
				<?php esc_html_e( 'The API key belongs to another environment or region than the ones that are chosen: Junction will not accept it.', 'junction-connect' ); ?>
			</p></div>
		<?php endif; ?>
		<form action="options.php" method="post">
			<?php
			settings_fields( SETTINGS_PAGE );
			do_settings_sections( SETTINGS_PAGE );
			submit_button();
			?>
		</form>
		<h2><?php esc_html_e( 'Put it into a page', 'junction-connect' ); ?></h2>
		<p><?php esc_html_e( 'For a button, add the block “Connect Button for Junction Link”, or write the shortcode:', 'junction-connect' ); ?></p>
		<p><code>[junction_connect providers="<?php echo esc_attr( implode( ' ', settings()['providers'] ? settings()['providers'] : array( 'oura', 'garmin', 'google_health' ) ) ); ?>" label="<?php esc_attr_e( 'Connect a device', 'junction-connect' ); ?>"]</code></p>
		<p><?php esc_html_e( 'For a list of what each person has connected and can connect, add the block “Connections List for Junction Link”, or write the shortcode:', 'junction-connect' ); ?></p>
		<p><code>[junction_connections]</code></p>
	</div>
	<?php
}

/** Prints the field for the key. It never prints the key. */
function print_api_key_field() {
	if ( defined( 'JUNCTION_API_KEY' ) ) {
		echo '<p id="junction-connect-api_key">';
		printf(
			/* translators: %s: name of a constant */
			esc_html__( 'A key is set in wp-config.php: %s.', 'junction-connect' ),
			'<code>JUNCTION_API_KEY</code>'
		);
		echo '</p>';
		return;
	}
	$is_set = '' !== api_key();
	printf(
		'<input type="password" class="regular-text" id="junction-connect-api_key" name="%s[new]" value="" autocomplete="new-password" spellcheck="false" aria-describedby="junction-connect-key-state">',
		esc_attr( API_KEY_OPTION )
	);
	printf(
		'<p id="junction-connect-key-state"><strong>%s</strong></p>',
		$is_set ? esc_html__( 'A key is set. Leave the field empty to keep it.', 'junction-connect' ) : esc_html__( 'No key is set.', 'junction-connect' )
	);
	if ( $is_set ) {
		printf(
			'<p><label><input type="checkbox" name="%s[remove]" value="1"> %s</label></p>',
			esc_attr( API_KEY_OPTION ),
			esc_html__( 'Remove the key', 'junction-connect' )
		);
	}
	echo '<p class="description">';
	printf(
		/* translators: %s: name of a constant */
		esc_html__( 'Copy it from Junction’s dashboard. It stays on this server, and this page does not show it again. If wp-config.php sets %s, that key is used instead.', 'junction-connect' ),
		'<code>JUNCTION_API_KEY</code>'
	);
	echo '</p>';
}

/** Prints the field for the environment. */
function print_environment_field() {
	print_select(
		'environment',
		array(
			'sandbox'    => __( 'Sandbox', 'junction-connect' ),
			'production' => __( 'Production', 'junction-connect' ),
		)
	);
}

/** Prints the field for the region. */
function print_region_field() {
	print_select(
		'region',
		array(
			'us' => __( 'United States', 'junction-connect' ),
			'eu' => __( 'Europe', 'junction-connect' ),
		)
	);
}

/**
 * Prints a list to choose from.
 *
 * @param string                $name    The name of the setting.
 * @param array<string, string> $choices The values, with the texts that people read.
 */
function print_select( $name, $choices ) {
	printf( '<select id="junction-connect-%1$s" name="%2$s[%1$s]">', esc_attr( $name ), esc_attr( SETTINGS_OPTION ) );
	foreach ( $choices as $value => $text ) {
		printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( settings()[ $name ], $value, false ), esc_html( $text ) );
	}
	echo '</select>';
}

/** Prints the field for the allowed providers. */
function print_providers_field() {
	printf(
		'<input type="text" class="large-text code" id="junction-connect-providers" name="%s[providers]" value="%s" placeholder="oura garmin google_health" spellcheck="false">',
		esc_attr( SETTINGS_OPTION ),
		esc_attr( implode( ' ', settings()['providers'] ) )
	);
	echo '<p class="description">' . esc_html__( 'Slugs, separated by spaces. For example: oura garmin. People can connect only these: a button that names another one is not available. If empty, they can connect all that Junction offers.', 'junction-connect' ) . '</p>';
}

/** Prints the field that allows people to end their connections. */
function print_disconnect_field() {
	// A browser does not send a checkbox that is not checked. The hidden field is then sent in its place.
	printf( '<input type="hidden" name="%s[disconnect]" value="0">', esc_attr( SETTINGS_OPTION ) );
	printf(
		'<label><input type="checkbox" id="junction-connect-disconnect" name="%s[disconnect]" value="1"%s> %s</label>',
		esc_attr( SETTINGS_OPTION ),
		checked( settings()['disconnect'], true, false ),
		esc_html__( 'People may end their own connections.', 'junction-connect' )
	);
	echo '<p class="description">' . esc_html__( 'If the box is checked, the list of connections offers Disconnect. If not, the site refuses every request to end a connection.', 'junction-connect' ) . '</p>';
}

<?php
/** Installs the WordPress in the working directory. */

define( 'WP_INSTALLING', true );
function wp_new_blog_notification() {} // WordPress must not send mail.
require getcwd() . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install( 'A clinic', 'admin', 'admin@clinic.example', true, '', 'password of admin' );
foreach ( array( 'author', 'subscriber', 'neighbour' ) as $name ) {
	wp_insert_user(
		array(
			'user_login'   => $name,
			'user_pass'    => "password of $name",
			'user_email'   => "$name@clinic.example",
			'role'         => 'author' === $name ? 'author' : 'subscriber',
			'display_name' => ucfirst( $name ),
		)
	);
}
update_option( 'permalink_structure', '/%postname%/' );
flush_rewrite_rules();

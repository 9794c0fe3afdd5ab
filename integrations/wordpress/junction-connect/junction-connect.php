<?php
/**
 * Connect Button for Junction Link
 *
 * @package           JunctionConnect
 * @license           MIT
 *
 * @wordpress-plugin
 * Plugin Name:       Connect Button for Junction Link
 * Description:       Lets the people who are signed in connect health devices and apps through Junction Link: a button, a list of connections, and their endpoints.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       junction-connect
 */

namespace Junction_Connect;

defined( 'ABSPATH' ) || exit;

const VERSION     = '0.1.0';
const PLUGIN_FILE = __FILE__;

require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/settings-page.php';
require __DIR__ . '/includes/junction.php';
require __DIR__ . '/includes/user.php';
require __DIR__ . '/includes/request-fields.php';
require __DIR__ . '/includes/endpoint.php';
require __DIR__ . '/includes/connections.php';
require __DIR__ . '/includes/return.php';
require __DIR__ . '/includes/scripts.php';
require __DIR__ . '/includes/placeholder.php';
require __DIR__ . '/includes/privacy.php';

<?php
/**
 * Makes the zip of the plugin from the published npm package, without Node. The zip has the same files as the one that
 * `npm run build:wordpress` makes. `contents.json` lists them for both. A second argument names another file for the zip.
 *
 * Usage: `php integrations/wordpress/pack.php junction-connect-0.1.0.tgz`
 *
 * Needs PHP 8.0 or newer, with the extensions phar, zip and zlib. The plugin itself needs less.
 *
 * @package JunctionConnect
 */

namespace Junction_Connect\Pack;

const PLUGIN_FOLDER = __DIR__ . '/junction-connect';

if ( 'cli' !== PHP_SAPI ) {
	exit; // The folder may lie below the root of a web server.
}

try {
	$made = make_zip( $argv[1] ?? '', $argv[2] ?? __DIR__ . '/junction-connect.zip' );
	echo "Made $made\n";
} catch ( \Throwable $error ) {
	fwrite( STDERR, $error->getMessage() . "\n" );
	exit( 1 );
}

/**
 * Makes the zip.
 *
 * @param string $tarball  The path of the npm package.
 * @param string $zip_path The path of the zip. An existing file is replaced.
 * @return string The path of the zip.
 * @throws \Exception If something is missing. The message is for the person at the terminal.
 */
function make_zip( $tarball, $zip_path ) {
	check_php();
	if ( ! is_file( $tarball ) ) {
		throw new \Exception( '' === $tarball ? 'Name the npm package: php pack.php junction-connect-0.1.0.tgz' : "There is no file $tarball" );
	}
	$package = open_package( $tarball );
	check_version( $package );
	$files = read_files( $package ); // Before the zip is opened, because PHP deletes an old zip when something is missing then.

	$zip = new \ZipArchive();
	if ( true !== $zip->open( $zip_path, \ZipArchive::CREATE | \ZipArchive::OVERWRITE ) ) {
		throw new \Exception( "Cannot write $zip_path" );
	}
	foreach ( $files as $name => $content ) {
		$zip->addFromString( "junction-connect/$name", $content );
		$zip->setMtimeName( "junction-connect/$name", mktime( 0, 0, 0, 1, 1, 2026 ) ); // The same files make the same zip.
	}
	// Without `@`, PHP prints a warning, too.
	if ( ! @$zip->close() ) {
		throw new \Exception( "Cannot write $zip_path" );
	}
	return $zip_path;
}

/**
 * Checks what PHP can do.
 *
 * @throws \Exception If PHP is too old, or lacks an extension.
 */
function check_php() {
	if ( PHP_VERSION_ID < 80000 ) {
		throw new \Exception( 'This needs PHP 8.0 or newer. This is PHP ' . PHP_VERSION );
	}
	foreach ( array( 'phar', 'zip', 'zlib' ) as $extension ) {
		if ( ! extension_loaded( $extension ) ) {
			throw new \Exception( "PHP lacks the extension $extension. On Debian and Ubuntu, apt-get install php-zip installs zip, and php-cli has the others" );
		}
	}
}

/**
 * Opens the npm package.
 *
 * @param string $tarball The path of the npm package.
 * @return \PharData
 * @throws \Exception If the file is not a tarball.
 */
function open_package( $tarball ) {
	try {
		return new \PharData( $tarball );
	} catch ( \UnexpectedValueException $error ) {
		throw new \Exception( "$tarball is not a tarball of npm: {$error->getMessage()}" );
	}
}

/**
 * Checks that the package and the plugin have the same version. The plugin's script may need the element of its own version.
 *
 * @param \PharData $package The npm package.
 * @throws \Exception If they have not.
 */
function check_version( $package ) {
	$description = json_decode( read_from_package( $package, 'package.json' ), true );
	preg_match( '/^ \* Version: +(\S+)$/m', read_from_plugin( 'junction-connect.php' ), $header );
	if ( 'junction-connect' !== ( $description['name'] ?? '' ) ) {
		throw new \Exception( 'This is not the npm package junction-connect' );
	}
	if ( $description['version'] !== $header[1] ) {
		throw new \Exception( "The npm package has the version {$description['version']}, and the plugin has $header[1]. Use the package junction-connect@$header[1]" );
	}
}

/**
 * Returns the files of the zip.
 *
 * @param \PharData $package The npm package.
 * @return array<string, string> The content of each file, in the order of the names.
 * @throws \Exception If one is missing.
 */
function read_files( $package ) {
	$contents = json_decode( file_get_contents( __DIR__ . '/contents.json' ), true );
	$files    = array();
	foreach ( $contents['plugin'] as $name ) {
		$files[ $name ] = read_from_plugin( $name );
	}
	foreach ( $contents['copied'] as $name => $from ) {
		$files[ $name ] = read_from_package( $package, $from );
	}
	foreach ( $contents['joined'] as $name => list( $own_script, $script ) ) {
		$files[ $name ] = read_from_plugin( $own_script ) . "\n" . read_from_package( $package, $script );
	}
	ksort( $files, SORT_STRING );
	return $files;
}

/**
 * Returns the content of a file of the plugin.
 *
 * @param string $name The path of the file in the plugin.
 * @return string
 * @throws \Exception If there is no such file.
 */
function read_from_plugin( $name ) {
	$path = PLUGIN_FOLDER . "/$name";
	if ( ! is_file( $path ) ) {
		throw new \Exception( "The file $path is missing. Unpack the sources again" );
	}
	return file_get_contents( $path );
}

/**
 * Returns the content of a file of the npm package.
 *
 * @param \PharData $package The npm package.
 * @param string    $name    The path of the file in the package.
 * @return string
 * @throws \Exception If there is no such file.
 */
function read_from_package( $package, $name ) {
	if ( ! isset( $package[ "package/$name" ] ) ) { // npm puts all files into a folder with this name.
		throw new \Exception( "The npm package lacks the file $name" );
	}
	return $package[ "package/$name" ]->getContent();
}

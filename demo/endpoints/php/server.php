<?php
declare(strict_types=1);
ini_set('display_errors', '0'); // A warning of PHP in an answer would make it unreadable for the page.

$apiKey = getenv('JUNCTION_API_KEY') ?: '';
$localJunction = 'http://localhost:4000'; // npx junction-connect sandbox
$apis = ['pk_us_' => 'api.us', 'pk_eu_' => 'api.eu', 'sk_us_' => 'api.sandbox.us', 'sk_eu_' => 'api.sandbox.eu'];
$apiName = $apis[substr($apiKey, 0, 6)] ?? null;
if ($apiKey && !$apiName) exit('JUNCTION_API_KEY must begin with ' . implode(', ', array_keys($apis)));
$api = $apiKey ? "https://$apiName.junction.com" : $localJunction;

// STAND-IN for your own sign-in: each browser gets a session of PHP, and counts as one person.
session_start(['name' => 'person', 'cookie_httponly' => true, 'cookie_samesite' => 'Lax', 'use_strict_mode' => true]);

/** Sends a response, and ends. */
function send(int $status, string $type, string $body, array $headers = []): never {
  http_response_code($status);
  foreach (["Content-Type: $type", 'Cache-Control: no-store', 'X-Content-Type-Options: nosniff', ...$headers] as $header)
    header($header);
  exit($body);
}

/** Sends a refusal, with a sentence for the person who made the page. */
function refuse(int $status, string $code, string $error, array $headers = []): never {
  send($status, 'application/json', json_encode(['error' => $error, 'code' => $code]), $headers);
}

/**
 * Sends a request to Junction. Returns the status, or 0 without an answer, the fields of the answer, and the header
 * `Retry-After`, if there is one.
 */
function callJunction(string $method, string $path, ?array $body = null): array {
  global $api, $apiKey;
  $answer = @file_get_contents($api . $path, false, stream_context_create(['http' => [
    'method' => $method,
    'header' => ['Content-Type: application/json', 'x-vital-api-key: ' . ($apiKey ?: 'local')],
    'content' => $body === null ? '' : json_encode($body),
    'timeout' => 3,
    'ignore_errors' => true,
    'follow_location' => 0, // So the key is not sent to another address.
  ]]));
  $status = $answer === false ? 0 : (int) explode(' ', $http_response_header[0])[1];
  $retryAfter = preg_grep('/^Retry-After: \d{1,10}$/i', $answer === false ? [] : $http_response_header);
  return [$status, json_decode((string) $answer, true), $retryAfter];
}

/** Creates the Junction user of a person, or finds it. Returns its id, or null. */
function resolveUser(string $person): ?string {
  [$status, $user] = callJunction('POST', '/v2/user', ['client_user_id' => $person]);
  if ($status === 400) {
    $user = $user['detail'] ?? null; // There is such a user, and Junction's answer names it.
    // The names `.` and `..` would make another address.
    if (!isset($user['user_id']) && !in_array($person, ['.', '..'], true)) {
      [, $user] = callJunction('GET', '/v2/user/resolve/' . rawurlencode($person));
      if (($user['client_user_id'] ?? null) !== $person) $user = null;
    }
  }
  return is_string($user['user_id'] ?? null) ? $user['user_id'] : null;
}

/** Returns true when a value has the form of a provider's slug. */
function isSlug(mixed $value): bool {
  return is_string($value) && preg_match('/^[a-z0-9_]{1,64}$/D', $value);
}

/** Returns the fields of the page's request that Junction may get. */
function readFields(): array {
  if (!preg_match('~^application/json\s*(;|$)~i', $_SERVER['CONTENT_TYPE'] ?? ''))
    refuse(415, 'unsupported_media_type', 'Content-Type must be application/json');
  $text = (string) file_get_contents('php://input', length: 16385);
  if (strlen($text) > 16384) refuse(413, 'payload_too_large', 'The body may have 16384 bytes');
  $object = json_decode($text);
  if (!is_object($object)) refuse(400, 'invalid_request', 'The body must be a JSON object');
  $fields = array_filter(get_object_vars($object), static fn($value) => $value !== null);
  foreach ($fields as $name => $value) {
    $isValid = match ($name) {
      'provider' => isSlug($value),
      'filter_on_providers' => is_array($value) && $value && count($value) <= 100 && array_filter($value, 'isSlug') === $value,
      'redirect_url' => is_string($value) && strlen($value) <= 4096
        // Browsers and PHP read some addresses differently. So only plain characters are allowed.
        && preg_match('~^(https?://[a-z0-9.-]+(?::\d+)?)(?:[/?#][!-\[\]-\~]*)?$~iD', $value, $found)
        && strtolower($found[1]) === siteOrigin(),
      'on_close', 'on_error' => $value === 'redirect',
      default => false, // Refuses user_id above all: only the session says who the person is.
    };
    if (!$isValid) refuse(400, 'invalid_request', "The field $name is unknown, or its value is not allowed");
  }
  return $fields;
}

/** Returns the origin of this site, as the browser knows it. Behind a proxy that ends TLS, write it here. */
function siteOrigin(): string {
  return (empty($_SERVER['HTTPS']) ? 'http://' : 'https://') . strtolower($_SERVER['HTTP_HOST'] ?? '');
}

/** Refuses a request of another site, with another method, or of nobody. Returns the id of the person who is signed in. */
function identifyPerson(string ...$methods): string {
  $site = $_SERVER['HTTP_SEC_FETCH_SITE'] ?? '';
  $isOwn = $site ? in_array($site, ['same-origin', 'none'], true) : ($_SERVER['HTTP_ORIGIN'] ?? siteOrigin()) === siteOrigin();
  if (!$isOwn) refuse(403, 'cross_site_request', 'Requests from other sites are refused');
  $allowed = implode(', ', $methods);
  if (!in_array($_SERVER['REQUEST_METHOD'], $methods, true))
    refuse(405, 'method_not_allowed', "This endpoint accepts only $allowed", ["Allow: $allowed"]);
  $person = $_SESSION['person'] ?? null; // the id that your site has for the person who is signed in
  if (!$person) refuse(401, 'unauthenticated', 'Nobody is signed in');
  return $person;
}

/**
 * Finds the Junction user of a person, and calls a function with its id. Returns the result of this function, which is a
 * result of `callJunction`.
 */
function callForPerson(string $person, callable $call): array {
  // Several persons may sign in one after the other in the same session.
  $knownUser = $_SESSION['junction_users'][$person] ?? null;
  $user = $knownUser ?? resolveUser($person);
  $answer = $user ? $call($user) : [0, null, []];
  if ($knownUser && in_array($answer[0], [400, 404, 422], true)) {
    // Somebody may have deleted the user at Junction. resolveUser() then creates a new one.
    $user = resolveUser($person);
    if ($user && $user !== $knownUser) $answer = $call($user);
  }
  $_SESSION['junction_users'] = [$person => $user];
  return $answer;
}

/** Refuses the request because the answer of Junction is an error, or has not the expected form. */
function refuseAnswer(int $status, array $retryAfter): never {
  global $api;
  if ($status === 429) refuse(429, 'rate_limited', 'Junction has received too many requests', $retryAfter);
  error_log("No usable answer from $api: " . ($status ?: 'none'));
  refuse(502, 'junction_unavailable', 'Junction did not answer as expected');
}

function answerLinkToken(): never {
  $person = identifyPerson('POST');
  $fields = readFields();
  [$status, $token, $retryAfter] = callForPerson(
    $person,
    static fn($user) => callJunction('POST', '/v2/link/token', ['user_id' => $user] + $fields),
  );
  if ($status === 400 || $status === 422)
    refuse(400, 'invalid_request', 'Junction does not accept the fields of this request');
  if ($status !== 200 || !is_string($token['link_token'] ?? null) || !is_string($token['link_web_url'] ?? null))
    refuseAnswer($status, $retryAfter);
  $answer = ['link_token' => $token['link_token'], 'link_web_url' => $token['link_web_url']];
  send(200, 'application/json', json_encode($answer, JSON_UNESCAPED_SLASHES));
}

/** The providers that no page can connect: they need a mobile app, and `manual` is no connection. */
const APP_PROVIDERS = ['apple_health_kit', 'health_connect', 'samsung_health', 'accuchek_ble', 'beurer_ble', 'contour_ble',
  'freestyle_libre_ble', 'omron_ble', 'onetouch_ble', 'manual'];

/** Returns what the page may know about a provider, or null. Junction's answers have more, such as a person's email address. */
function describeProvider(mixed $item): ?array {
  if (!isSlug($item['slug'] ?? null)) return null;
  $name = is_string($item['name'] ?? null) ? trim($item['name']) : '';
  $logo = $item['logo'] ?? null;
  return [
    'provider' => $item['slug'],
    'name' => $name !== '' ? $name : $item['slug'],
    'logo' => is_string($logo) && preg_match('~^https?://[^\s@]{1,2000}$~D', $logo) ? $logo : null,
  ];
}

/** Returns what the page may know about a connection, or null. */
function describeConnection(mixed $item): ?array {
  $connection = describeProvider($item);
  if (!$connection) return null;
  $isConnected = ($item['status'] ?? null) === 'connected';
  $reason = $item['error_details']['error_type'] ?? null;
  $time = is_string($item['created_on'] ?? null) ? strtotime($item['created_on']) : false;
  return $connection
    + ['status' => $isConnected ? 'connected' : 'error', 'since' => $time === false ? null : gmdate('Y-m-d\TH:i:s\Z', $time)]
    + (!$isConnected && isSlug($reason) ? ['reason' => $reason] : [])
    + (in_array($item['slug'], APP_PROVIDERS, true) ? ['manageable' => false] : []);
}

/** Returns the items by their provider. Junction may list a provider twice: then the first item counts. */
function byProvider(array $items): array {
  $found = [];
  foreach (array_filter($items) as $item) $found += [$item['provider'] => $item];
  return $found;
}

/** Returns the connections of a person, by provider. */
function listConnections(string $person): array {
  [$status, $answer, $retryAfter] = callForPerson(
    $person,
    static fn($user) => callJunction('GET', "/v2/user/providers/$user"),
  );
  if ($status !== 200 || !is_array($answer['providers'] ?? null)) refuseAnswer($status, $retryAfter);
  return byProvider(array_map('describeConnection', $answer['providers']));
}

/** Lists what the person has connected. The person may also end a connection. */
function answerConnections(): never {
  $person = identifyPerson('GET', 'DELETE');
  if (isset($_GET['user_id'])) refuse(400, 'invalid_request', 'user_id is not a parameter of this request');
  if ($_SERVER['REQUEST_METHOD'] === 'DELETE') endConnection($person, $_GET['provider'] ?? null);

  $connections = listConnections($person);
  [$status, $providers, $retryAfter] = callJunction('GET', '/v2/providers');
  if ($status !== 200 || !is_array($providers)) refuseAnswer($status, $retryAfter);
  $isOffered = static fn($item) => !in_array($item['slug'] ?? null, APP_PROVIDERS, true) && ($item['auth_type'] ?? null) !== 'sdk';
  $available = byProvider(array_map('describeProvider', array_filter($providers, $isOffered)));
  $answer = ['connections' => array_values($connections), 'available' => array_values($available)];
  send(200, 'application/json', json_encode($answer, JSON_UNESCAPED_SLASHES));
}

/** Ends a connection of a person, if there is one. */
function endConnection(string $person, mixed $provider): never {
  if (!isSlug($provider) || in_array($provider, APP_PROVIDERS, true))
    refuse(400, 'invalid_request', 'The parameter provider must be the slug of one provider that a page can disconnect');
  if (isset(listConnections($person)[$provider])) {
    [$status, , $retryAfter] = callForPerson(
      $person,
      static fn($user) => callJunction('DELETE', "/v2/user/$user/$provider"),
    );
    // Another request may have ended the connection. Junction does not document its answer to the second request.
    if ($status !== 200 && isset(listConnections($person)[$provider])) refuseAnswer($status, $retryAfter);
  }
  send(204, 'application/json', '');
}

switch (strtok($_SERVER['REQUEST_URI'], '?')) {
  case '/':
    $_SESSION['person'] ??= 'demo-' . bin2hex(random_bytes(16));
    send(200, 'text/html; charset=utf-8', file_get_contents(__DIR__ . '/index.html'));
  case '/api/link-token':
    answerLinkToken();
  case '/api/connections':
    answerConnections();
  case '/standalone.js':
    $script = @file_get_contents(__DIR__ . '/node_modules/junction-connect/dist/standalone.js');
    if (!$script) send(500, 'text/plain', 'Run this command first: npm install junction-connect');
    send(200, 'text/javascript', $script);
  case '/link-location.js':
    // Tells the page where the local Junction is. The element knows the real one.
    $link = json_encode(['script' => "$localJunction/initialize.js", 'origins' => [$localJunction]], JSON_UNESCAPED_SLASHES);
    $script = "customElements.whenDefined('junction-connect').then((it) => it.configureLink($link));";
    send(200, 'text/javascript', $apiKey ? '' : $script);
  default:
    send(404, 'text/plain', 'Not found');
}

<?php
declare(strict_types=1);
ini_set('display_errors', '0'); // A warning of PHP in an answer would make it unreadable for the page.

/** The providers that your site offers, such as ['oura', 'garmin']. An empty list means all. */
const OFFERED = [];

/** False: nobody can end a connection. */
const CAN_DISCONNECT = true;

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

/** A refusal, with a sentence for the person who made the page. `answerApi` sends it. */
class Refusal extends Exception {
  public function __construct(public int $status, public string $reason, string $error, public array $headers = []) {
    parent::__construct($error);
  }
}

/**
 * Sends a request to Junction. Returns the status, or 0 without an answer, the value of the answer, and the header
 * `Retry-After`, if there is one. All requests for a page's request have 8 seconds together, because the page waits for 10.
 */
function callJunction(string $method, string $path, ?array $body = null): array {
  global $api, $apiKey;
  $secondsLeft = $_SERVER['REQUEST_TIME_FLOAT'] + 8 - microtime(true);
  if ($secondsLeft < 0.1) return [0, null, []];
  $answer = @file_get_contents($api . $path, false, stream_context_create(['http' => [
    'method' => $method,
    'header' => ['Content-Type: application/json', 'x-vital-api-key: ' . ($apiKey ?: 'local')],
    'content' => $body === null ? '' : json_encode($body),
    'timeout' => $secondsLeft, // PHP counts it for each read. An answer that comes in many small parts can take longer.
    'ignore_errors' => true,
    'follow_location' => 0, // So the key is not sent to another address.
  ]]));
  $status = $answer === false ? 0 : (int) explode(' ', $http_response_header[0])[1];
  $retryAfter = preg_grep('/^Retry-After: \d{1,10}$/i', $answer === false ? [] : $http_response_header);
  return [$status, json_decode((string) $answer), $retryAfter];
}

/** Returns the refusal for an answer of Junction that is an error, or has not the expected form. */
function refusalFor(int $status, array $retryAfter): Refusal {
  global $api;
  if ($status === 429) return new Refusal(429, 'rate_limited', 'Junction has received too many requests', $retryAfter);
  error_log("No usable answer from $api: " . ($status ?: 'none'));
  return new Refusal(502, 'junction_unavailable', 'Junction did not answer as expected');
}

/** Requests the Junction user of a person by your id of the person. Returns a result of `callJunction`. */
function requestUser(string $person): array {
  // In an address, `.` and `..` would name another address, also when they are escaped.
  if ($person === '.' || $person === '..') return [400, null, []];
  [$status, $user, $retryAfter] = callJunction('GET', '/v2/user/resolve/' . rawurlencode($person));
  $isFound = $status === 200 && ($user->client_user_id ?? null) === $person;
  return [$status, $isFound ? $user : null, $retryAfter];
}

/** Returns the id of the Junction user of a person, or null if there is none. */
function findUser(string $person): ?string {
  [$status, $user, $retryAfter] = requestUser($person);
  if ($status === 404) return null;
  if ($status === 400 || $status === 422) return createUser($person); // Junction does not document these statuses.
  if (!is_string($user->user_id ?? null)) throw refusalFor($status, $retryAfter);
  return $user->user_id;
}

/** Creates the Junction user of a person, or finds it. Returns its id. */
function createUser(string $person): string {
  [$status, $user, $retryAfter] = callJunction('POST', '/v2/user', ['client_user_id' => $person]);
  if ($status === 400) {
    $user = $user->detail ?? null; // There is such a user, and Junction's answer names it.
    if (!isset($user->user_id)) [$status, $user, $retryAfter] = requestUser($person);
  }
  if (!in_array($status, [200, 400], true) || !is_string($user->user_id ?? null)) throw refusalFor($status, $retryAfter);
  return $user->user_id;
}

/** Returns true when a value has the form of a provider's slug. */
function isSlug(mixed $value): bool {
  return is_string($value) && preg_match('/^[a-z0-9_]{1,64}$/D', $value);
}

/** Returns true when a value is the slug of a provider that the site offers. */
function isOffered(mixed $value): bool {
  return isSlug($value) && (!OFFERED || in_array($value, OFFERED, true));
}

/** Returns the fields of the page's request that Junction may get. */
function readFields(): array {
  if (!preg_match('~^application/json\s*(;|$)~i', $_SERVER['CONTENT_TYPE'] ?? ''))
    throw new Refusal(415, 'unsupported_media_type', 'Content-Type must be application/json');
  $text = (string) file_get_contents('php://input', length: 16385);
  if (strlen($text) > 16384) throw new Refusal(413, 'payload_too_large', 'The body may have 16384 bytes');
  $object = json_decode($text);
  if (!is_object($object)) throw new Refusal(400, 'invalid_request', 'The body must be a JSON object');
  $fields = array_filter(get_object_vars($object), static fn($value) => $value !== null);
  foreach ($fields as $name => $value) {
    $isValid = match ($name) {
      'provider' => isOffered($value),
      'filter_on_providers' => is_array($value) && $value && count($value) <= 100
        && array_filter($value, 'isOffered') === $value,
      'redirect_url' => is_string($value) && strlen($value) <= 4096
        // Browsers and PHP read some addresses differently. So only plain characters are allowed.
        && preg_match('~^(https?://[a-z0-9.-]+(?::\d+)?)(?:[/?#][!-\[\]-\~]*)?$~iD', $value, $found)
        && strtolower($found[1]) === siteOrigin(),
      'on_close', 'on_error' => $value === 'redirect',
      default => false, // Refuses user_id above all: only the session says who the person is.
    };
    if (!$isValid) throw new Refusal(400, 'invalid_request', "The field $name is unknown, or its value is not allowed");
  }
  // If the page names no provider, Link would also list providers that the site does not offer.
  if (OFFERED && !isset($fields['provider'])) $fields += ['filter_on_providers' => OFFERED];
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
  if (!$isOwn) throw new Refusal(403, 'cross_site_request', 'Requests from other sites are refused');
  $allowed = implode(', ', $methods);
  if (!in_array($_SERVER['REQUEST_METHOD'], $methods, true))
    throw new Refusal(405, 'method_not_allowed', "This endpoint accepts only $allowed", ["Allow: $allowed"]);
  $person = $_SESSION['person'] ?? null; // the id that your site has for the person who is signed in
  if (!$person) throw new Refusal(401, 'unauthenticated', 'Nobody is signed in');
  session_write_close(); // Otherwise the person's other requests would wait for this one.
  return (string) $person;
}

/**
 * Finds the Junction user of a person, and calls a function with its id. Returns the result of this function, which is a
 * result of `callJunction`, or null if there is no user.
 *
 * @param callable $find `createUser` or `findUser`
 */
function callForPerson(string $person, callable $find, callable $call): ?array {
  // Several persons may sign in one after the other in the same session.
  $storedUser = $_SESSION['junction_users'][$person] ?? null;
  $user = $storedUser ?? $find($person);
  $answer = $user === null ? null : $call($user);
  if ($answer && in_array($answer[0], [400, 404, 422], true)) {
    // Somebody may have deleted the user at Junction.
    $refusedUser = $user;
    $user = $find($person);
    if ($user !== $refusedUser) $answer = $user === null ? null : $call($user);
  }
  if ($user !== $storedUser) {
    session_start();
    $_SESSION['junction_users'] = [$person => $user];
    session_write_close();
  }
  return $answer;
}

function answerLinkToken(): never {
  $person = identifyPerson('POST');
  $fields = readFields();
  [$status, $token, $retryAfter] = callForPerson(
    $person,
    'createUser',
    static fn($user) => callJunction('POST', '/v2/link/token', ['user_id' => $user] + $fields),
  );
  if ($status === 400 || $status === 422)
    throw new Refusal(400, 'invalid_request', 'Junction does not accept the fields of this request');
  if ($status !== 200 || !is_string($token->link_token ?? null) || !is_string($token->link_web_url ?? null))
    throw refusalFor($status, $retryAfter);
  $answer = ['link_token' => $token->link_token, 'link_web_url' => $token->link_web_url];
  send(200, 'application/json', json_encode($answer, JSON_UNESCAPED_SLASHES));
}

/** The providers that no page can connect: they need a mobile app, and `manual` is no connection. */
const APP_PROVIDERS = ['apple_health_kit', 'health_connect', 'samsung_health', 'accuchek_ble', 'beurer_ble', 'contour_ble',
  'freestyle_libre_ble', 'omron_ble', 'onetouch_ble', 'manual'];

/** Returns what the page may know about a provider, or null. Junction's answers have more, such as a person's email address. */
function describeProvider(mixed $item): ?array {
  if (!isSlug($item->slug ?? null)) return null;
  $hasName = is_string($item->name ?? null) && preg_match('/^.{1,100}/su', trim($item->name), $found);
  $logo = $item->logo ?? null;
  // An address with a user or a password before the host is refused.
  $isLogo = is_string($logo) && strlen($logo) <= 2048 && preg_match('~^https?://[^\s@/?#\\\\]+([/?#]\S*)?$~iD', $logo);
  return ['provider' => $item->slug, 'name' => $hasName ? $found[0] : $item->slug, 'logo' => $isLogo ? $logo : null];
}

/** Returns what the page may know about a connection, or null. */
function describeConnection(mixed $item): ?array {
  $connection = describeProvider($item);
  if (!$connection) return null;
  $isConnected = ($item->status ?? null) === 'connected';
  $reason = $item->error_details->error_type ?? null;
  return $connection
    + ['status' => $isConnected ? 'connected' : 'error', 'since' => readTime($item->created_on ?? null)]
    + (!$isConnected && isSlug($reason) ? ['reason' => $reason] : []);
}

/** Returns a time in UTC, or null when the value is not a time in ISO 8601. Without a zone, it is in UTC. */
function readTime(mixed $value): ?string {
  $pattern = '/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/D';
  $time = is_string($value) && preg_match($pattern, $value) ? date_create($value, timezone_open('UTC')) : false;
  return $time ? gmdate('Y-m-d\TH:i:s\Z', $time->getTimestamp()) : null;
}

/** Returns the items by their provider. Junction may list a provider twice: then the first item counts. */
function byProvider(array $items): array {
  $found = [];
  foreach (array_filter($items) as $item) $found += [$item['provider'] => $item];
  return $found;
}

/** Returns the connections of a person, by provider. It does not create a Junction user. */
function listConnections(string $person): array {
  $answer = callForPerson(
    $person,
    'findUser',
    static fn($user) => callJunction('GET', '/v2/user/providers/' . rawurlencode($user)),
  );
  if (!$answer) return [];
  [$status, $list, $retryAfter] = $answer;
  if ($status !== 200 || !is_array($list->providers ?? null)) throw refusalFor($status, $retryAfter);
  return byProvider(array_map('describeConnection', $list->providers));
}

/** Returns the values of a parameter of the query. `$_GET` has only the last one. */
function readParameter(string $name): array {
  $values = [];
  foreach (explode('&', $_SERVER['QUERY_STRING'] ?? '') as $pair) {
    [$key, $value] = explode('=', $pair, 2) + ['', ''];
    if (urldecode($key) === $name) $values[] = urldecode($value);
  }
  return $values;
}

/** Lists what the person has connected. The person may also end a connection. */
function answerConnections(): never {
  $person = identifyPerson('GET', 'DELETE');
  if (readParameter('user_id')) throw new Refusal(400, 'invalid_request', 'user_id is not a parameter of this request');
  if ($_SERVER['REQUEST_METHOD'] === 'DELETE') endConnection($person, readParameter('provider'));

  $connections = listConnections($person);
  [$status, $items, $retryAfter] = callJunction('GET', '/v2/providers');
  if ($status !== 200 || !is_array($items)) throw refusalFor($status, $retryAfter);
  $sdkItems = array_filter($items, static fn($item) => ($item->auth_type ?? null) === 'sdk');
  $unlinkable = [...APP_PROVIDERS, ...array_column($sdkItems, 'slug')];
  $isLinkable = static fn($item) => !in_array($item['provider'], $unlinkable, true);
  $providers = array_filter(byProvider(array_map('describeProvider', $items)), $isLinkable);
  $offered = array_map(static fn($slug) => $providers[$slug] ?? null, OFFERED ?: array_keys($providers));
  $answer = [
    'connections' => array_map(
      static fn($item) => $isLinkable($item) ? $item : $item + ['manageable' => false],
      array_values($connections),
    ),
    'available' => array_values(array_filter($offered)),
  ];
  send(200, 'application/json', json_encode($answer, JSON_UNESCAPED_SLASHES));
}

/** Ends a connection of a person, if there is one. */
function endConnection(string $person, array $named): never {
  $provider = $named[0] ?? null;
  if (count($named) !== 1 || !isSlug($provider) || in_array($provider, APP_PROVIDERS, true))
    throw new Refusal(400, 'invalid_request', 'The parameter provider must name one provider that a page can disconnect');
  // To decide for each person, write your own condition here.
  if (!CAN_DISCONNECT) throw new Refusal(403, 'forbidden', 'This site lets nobody end a connection');
  if (isset(listConnections($person)[$provider])) {
    // If your site stores data of this connection, delete the data here. If that fails, the connection has to stay:
    // throw new Refusal(409, 'conflict', 'The site could not delete its data');
    $user = $_SESSION['junction_users'][$person]; // listConnections() has found it.
    [$status, , $retryAfter] = callJunction('DELETE', '/v2/user/' . rawurlencode($user) . "/$provider");
    if ($status !== 200) checkEnd($person, $provider, refusalFor($status, $retryAfter));
  }
  send(204, 'application/json', '');
}

/**
 * Throws the refusal if the person still has the connection. Another request may have ended it. Junction does not document its
 * answer to the second request.
 */
function checkEnd(string $person, string $provider, Refusal $refusal): void {
  try {
    $isConnected = isset(listConnections($person)[$provider]);
  } catch (Refusal) {
    $isConnected = true; // Nobody knows, so the first failure counts.
  }
  if ($isConnected) throw $refusal;
}

/** Calls a function that sends an answer. Sends a refusal that the function throws. */
function answerApi(callable $answer): never {
  try {
    $answer();
  } catch (Refusal $refusal) {
    $body = json_encode(['error' => $refusal->getMessage(), 'code' => $refusal->reason]);
    send($refusal->status, 'application/json', $body, $refusal->headers);
  }
}

switch (strtok($_SERVER['REQUEST_URI'], '?')) {
  case '/':
    $_SESSION['person'] ??= 'demo-' . bin2hex(random_bytes(16));
    send(200, 'text/html; charset=utf-8', file_get_contents(__DIR__ . '/index.html'));
  case '/api/link-token':
    answerApi('answerLinkToken');
  case '/api/connections':
    answerApi('answerConnections');
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

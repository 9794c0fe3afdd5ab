/* global window, document, addEventListener, location, history */
/**
 * Runs in the site's pages before any other script. It reports events to the server, each with a snapshot of the page. The
 * reports are beacons: the browser also sends those from the moment before it leaves the page.
 */
(() => {
  const id = crypto.randomUUID();
  let number = 0;

  const markup = () => {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelectorAll('iframe').forEach((frame) => frame.remove());
    const shadows = [...document.querySelectorAll('junction-connect')].map((element) => element.shadowRoot?.innerHTML);
    return [copy.outerHTML, ...shadows].join('\n');
  };
  const takeSnapshot = () => ({
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    address: location.href,
    window: JSON.stringify([window.name, history.state]),
    elements: markup(),
  });
  const report = (type, detail) => {
    const at = performance.timeOrigin + performance.now();
    navigator.sendBeacon(
      '/report',
      JSON.stringify({ type, document: id, number: number++, at, ...detail, snapshot: takeSnapshot() }),
    );
  };

  for (const type of ['open', 'success', 'exit', 'error']) {
    document.addEventListener(`junction-${type}`, ({ target, detail: { error, ...detail } }) => {
      report(type, {
        ...detail,
        element: target.id,
        ...(error && { code: error.code, status: error.status, message: error.message }),
      });
    });
  }
  report('started', {}); // The package's script has not read or changed the address and the storage yet.
  addEventListener('pageshow', ({ persisted }) => report('shown', { persisted }));
  addEventListener('error', ({ message }) => report('fault', { message }));
  addEventListener('unhandledrejection', ({ reason }) => report('fault', { message: String(reason) }));
})();

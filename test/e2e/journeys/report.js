/* global window, document, addEventListener, location, history */
/**
 * Runs in the site's pages, before anything else: tells the server what happens there, and what the page holds then. A
 * beacon outlives the page that sends it, so what is told just before a page goes away is not lost.
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
  const holdings = () => ({
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    address: location.href,
    window: JSON.stringify([window.name, history.state]),
    elements: markup(),
  });
  const tell = (type, detail) => {
    const at = performance.timeOrigin + performance.now();
    navigator.sendBeacon(
      '/told',
      JSON.stringify({ type, document: id, number: number++, at, ...detail, holds: holdings() }),
    );
  };

  for (const type of ['open', 'success', 'exit', 'error']) {
    document.addEventListener(`junction-${type}`, ({ target, detail: { error, ...detail } }) => {
      tell(type, { ...detail, element: target.id, ...(error && { code: error.code }) });
    });
  }
  tell('started', {}); // Before the script has seen what is in the address and in storage.
  addEventListener('pageshow', ({ persisted }) => tell('shown', { persisted }));
  addEventListener('error', ({ message }) => tell('fault', { message }));
  addEventListener('unhandledrejection', ({ reason }) => tell('fault', { message: String(reason) }));
})();

/**
 * Makes the element at home in WordPress: it asks the endpoint of this site as whoever is signed in at that moment, and
 * leads whoever is not to the sign-in.
 *
 * It stands before the element in the same script, and trusts nothing that markup can shadow: an author's
 * `<object id="createElement">` takes the place of `document.createElement`. What is `window`'s own no markup shadows.
 */
((site) => {
  const { endpoint, nonceUrl, signInUrl, signInText, local } = site;

  /** A nonce in the page would be stale, or somebody else's, wherever pages are cached: it is asked for at each launch. */
  const headers = async () => {
    const answer = await fetch(nonceUrl, { credentials: 'same-origin', cache: 'no-store' });
    if (answer.status === 400) return {}; // So WordPress answers whoever is not signed in: the endpoint says it.
    if (!answer.ok) throw new Error(`${nonceUrl}: HTTP ${answer.status}`);
    return { 'X-WP-Nonce': await answer.text() };
  };

  /** Whatever a page says of it: an author could have people connect their devices to somebody else. */
  const asking = {
    tokenEndpoint: endpoint,
    headers,
    method: 'post',
    credentials: 'same-origin',
    csrfToken: '',
    fetchToken: null,
  };

  // Of every element, whenever it comes and whatever launches it: hosted Link's return may, without a press. The promise
  // is kept as soon as the script that defines the element has ended, before anybody can press it.
  customElements.whenDefined('junction-connect').then((JunctionConnect) => {
    for (const [name, value] of Object.entries(asking))
      Object.defineProperty(JunctionConnect.prototype, name, { get: () => value, set() {} });
    if (local) JunctionConnect.configureLink({ script: `${local}/initialize.js`, origins: [new URL(local).origin] });
  });

  const signedOut = 'junction-connect-signed-out';

  function offerSignIn(element) {
    const address = new URL(signInUrl, location.href);
    address.searchParams.set('redirect_to', location.href);
    const create = (name) => Document.prototype.createElement.call(document, name);
    const place = create('div');
    const link = create('a');
    link.href = address.href;
    link.textContent = signInText;
    place.className = 'junction-connect-sign-in';
    place.append(link);
    element.classList.add(signedOut);
    element.after(place);
    link.focus();
    element.addEventListener('junction-open', () => (place.remove(), element.classList.remove(signedOut)), {
      once: true,
    });
  }

  window.addEventListener('junction-error', (event) => {
    if (event.detail.error.status !== 401) return;
    event.preventDefault(); // Nor does the page go on to an address for errors.
    offerSignIn(event.composedPath()[0]);
  });

  // The sign-in says what is wrong, and what helps.
  const style = new CSSStyleSheet();
  style.replaceSync(`.${signedOut}::part(message) { display: none; }`);
  Reflect.get(Document.prototype, 'adoptedStyleSheets', document).push(style);

  // Where this is not the variable of the script before, it may be an author's `<a id="junctionConnectSite">`: without an
  // endpoint nothing is asked.
})(Object.getOwnPropertyDescriptor(window, 'junctionConnectSite')?.value ?? {});

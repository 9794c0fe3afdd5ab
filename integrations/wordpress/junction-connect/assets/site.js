/**
 * Connects the elements with WordPress. It names the endpoints of this site, and gives each request the nonce of the person who
 * is signed in at that moment. A person who is not signed in gets a link to the sign-in after a press of the button.
 *
 * Both scripts of the plugin begin with this code. If a page has both, this code runs twice, and works as if it had run once.
 *
 * This code uses nothing that markup can shadow: for example, an author's `<object id="createElement">` takes the place of
 * `document.createElement`. Markup cannot shadow own properties of `window`.
 */
((site) => {
  const { endpoint, connectionsEndpoint, allowedOrigins = [], nonceUrl, signInUrl, signInText, local } = site;

  /**
   * Returns the header with WordPress's nonce. The nonce is requested for each request to an endpoint. In a cached page it
   * could be too old, or belong to another person.
   */
  const headers = async () => {
    const answer = await fetch(nonceUrl, { credentials: 'same-origin', cache: 'no-store' });
    if (answer.status === 400) return {}; // Nobody is signed in. The endpoint answers 401.
    if (!answer.ok) throw new Error(`${nonceUrl}: HTTP ${answer.status}`);
    return { 'X-WP-Nonce': await answer.text() };
  };

  // The elements are in the same file, after this code. The promise resolves as soon as the script that defines them has ended:
  // before anybody can press, and before a list sends its first request. A list is defined after the button.
  customElements.whenDefined('junction-connect').then((JunctionConnect) => {
    // An optimization plugin may join scripts and drop the attributes of their tags. So the endpoints are not on the script tag.
    JunctionConnect.configurePage({ tokenEndpoints: [endpoint], connectionsEndpoints: [connectionsEndpoint] });
    // The property is on the prototype, because an element can send a request without a press: a list does, and a button after
    // a return from hosted Link.
    for (const element of [JunctionConnect, customElements.get('junction-connections')])
      if (element) Object.defineProperty(element.prototype, 'headers', { value: headers, writable: true });
    if (local) JunctionConnect.configureLink({ script: `${local}/initialize.js`, origins: [new URL(local).origin] });
    // This comes last, because it throws when the site's filter returns something else than origins. The console says why.
    JunctionConnect.configurePage({ allowedOrigins });
  });

  const signedOutClass = 'junction-connect-signed-out';

  /** Shows a link to the sign-in after the element. The sign-in leads back to this page. */
  function offerSignIn(element) {
    if (element.classList.contains(signedOutClass)) return;
    const address = new URL(signInUrl, location.href);
    address.searchParams.set('redirect_to', location.href);
    const create = (name) => Document.prototype.createElement.call(document, name);
    const container = create('div');
    const link = create('a');
    link.href = address.href;
    link.textContent = signInText;
    container.className = 'junction-connect-sign-in';
    container.append(link);
    element.classList.add(signedOutClass);
    element.after(container);
    link.focus();
    element.addEventListener('junction-open', () => (container.remove(), element.classList.remove(signedOutClass)), {
      once: true,
    });
  }

  window.addEventListener('junction-error', (event) => {
    const path = event.composedPath();
    const isInList = path.some(({ localName }) => localName === 'junction-connections'); // The row has words of its own.
    if (event.detail.error.status !== 401 || isInList) return;
    event.preventDefault(); // So the page does not go to `error-url`.
    offerSignIn(path[0]);
  });

  // The link to the sign-in takes the place of the element's message.
  const style = new CSSStyleSheet();
  style.replaceSync(`.${signedOutClass}::part(message) { display: none; }`);
  Reflect.get(Document.prototype, 'adoptedStyleSheets', document).push(style);

  // The inline script before this one sets the variable. If that script has been removed, the name may lead to an author's
  // `<a id="junctionConnectSite">`, which is not used here. Without an endpoint the element requests nothing.
})(Object.getOwnPropertyDescriptor(window, 'junctionConnectSite')?.value ?? {});

/**
 * Makes the element at home in WordPress: it asks the endpoint of this site as whoever is signed in at that moment, and
 * leads whoever is not to the sign-in.
 */
(({ endpoint, nonceUrl, signInUrl, signInText, local }) => {
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
  const settle = (element) => Object.assign(element, asking);

  // The sign-in says what is wrong, and what helps.
  const signedOut = 'junction-connect-signed-out';
  const style = new CSSStyleSheet();
  style.replaceSync(`.${signedOut}::part(message) { display: none; }`);
  document.adoptedStyleSheets.push(style);

  function offerSignIn(element) {
    const address = new URL(signInUrl, location.href);
    address.searchParams.set('redirect_to', location.href);
    const place = document.createElement('div');
    const link = document.createElement('a');
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

  document.addEventListener('junction-open', (event) => settle(event.composedPath()[0]));

  document.addEventListener('junction-error', (event) => {
    if (event.detail.error.status !== 401) return;
    event.preventDefault(); // Nor does the page go on to an address for errors.
    offerSignIn(event.composedPath()[0]);
  });

  // A page that hosted Link comes back to may need another token, without a press.
  const settleAll = () => document.querySelectorAll('junction-connect').forEach(settle);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', settleAll);
  else settleAll();

  if (local) {
    const link = { script: `${local}/initialize.js`, origins: [new URL(local).origin] };
    customElements.whenDefined('junction-connect').then((JunctionConnect) => JunctionConnect.configureLink(link));
  }
})(window.junctionConnectSite);

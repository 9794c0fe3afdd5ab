/* global document, window */
/** Requests the token and Link's script at the same time, after the press: the fastest order without a prefetch. */
const button = document.querySelector('#press');
button.addEventListener('click', async () => {
  const script = document.createElement('script');
  const loaded = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }));
  script.src = 'https://link.tryvital.io/initialize.js';
  document.head.append(script);
  const answer = fetch('/api/link-token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
    cache: 'no-store',
  }).then((response) => response.json());
  await loaded;
  window.Vital.create({}).open((await answer).link_token);
});

/* global document, location */
/** A page that launches Link as Junction's own documentation does: with the official hook, on React. */
import { useVitalLink } from '@tryvital/vital-link';
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** What the hook said, in order, for the test to read. */
globalThis.said = [];
const say = (name) => (metadata) => globalThis.said.push([name, metadata]);

function Page() {
  const [isThere, setThere] = useState(true);
  return h('main', null, isThere && h(Connect), h('button', { onClick: () => setThere(false) }, 'Go to another page'));
}

function Connect() {
  const { open, exit, ready, error } = useVitalLink({
    onSuccess: say('success'),
    onExit: say('exit'),
    onError: say('error'),
    onLoad: say('load'),
    env: 'sandbox',
    region: 'us',
  });
  const token = new URLSearchParams(location.search).get('token');
  return h(
    'div',
    null,
    h('p', { role: 'status' }, error ? 'failed' : ready ? 'ready' : 'loading'),
    h('button', { disabled: !ready, onClick: () => open(token) }, 'Connect'),
    // Link covers the page: this one is pressed by its name alone.
    h('button', { onClick: () => exit({ force: true }) }, 'Leave'),
  );
}

createRoot(document.getElementById('root')).render(h(Page));

/* global document, location */
/** A page that launches Link as Junction's own documentation does: with the official hook, on React. */
import { useVitalLink } from '@tryvital/vital-link';
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The calls of the hook's callbacks, in order. The test reads them. */
globalThis.callbackCalls = [];
const record = (name) => (metadata) => globalThis.callbackCalls.push([name, metadata]);

function Page() {
  const [isMounted, setMounted] = useState(true);
  return h(
    'main',
    null,
    isMounted && h(Connect),
    h('button', { onClick: () => setMounted(false) }, 'Go to another page'),
  );
}

function Connect() {
  const { open, exit, ready, error } = useVitalLink({
    onSuccess: record('success'),
    onExit: record('exit'),
    onError: record('error'),
    onLoad: record('load'),
    env: 'sandbox',
    region: 'us',
  });
  const token = new URLSearchParams(location.search).get('token');
  return h(
    'div',
    null,
    h('p', { role: 'status' }, error ? 'failed' : ready ? 'ready' : 'loading'),
    h('button', { disabled: !ready, onClick: () => open(token) }, 'Connect'),
    // Link covers this button, so the test dispatches the click on it.
    h('button', { onClick: () => exit({ force: true }) }, 'Leave'),
  );
}

createRoot(document.getElementById('root')).render(h(Page));

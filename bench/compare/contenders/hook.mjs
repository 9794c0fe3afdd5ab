/* global document */
/** A site's code with Junction's official hook. Like our element, it requests the token after the press. */
import { useVitalLink } from '@tryvital/vital-link';
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';

function Connect() {
  const { open, ready } = useVitalLink({ onSuccess() {}, onExit() {}, onError() {}, env: 'sandbox', region: 'us' });
  const onClick = async () => {
    const response = await fetch('/api/link-token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
      cache: 'no-store',
    });
    open((await response.json()).link_token);
  };
  return h('button', { id: 'press', disabled: !ready, onClick }, 'Connect a device');
}

createRoot(document.querySelector('#root')).render(h(Connect));

/** A page with the React component. The test renders it on a server, and hydrates it in the browser. */
import { JunctionConnect } from 'junction-connect/react';
import { createElement as h, StrictMode, useState } from 'react';

const providers = ['oura', 'garmin', 'google_health'];

function Page() {
  const [isMounted, setMounted] = useState(true);
  const [isFiltered, setFiltered] = useState(true);
  const [isAllowed, setAllowed] = useState(true);
  const [notices, setNotices] = useState([]);
  const notify = (notice) => setNotices((earlier) => [...earlier, notice]);
  const button = (label, onClick) => h('button', { onClick }, label);
  return h(
    'main',
    null,
    isMounted &&
      h(
        JunctionConnect,
        {
          id: 'connect',
          className: 'wide',
          style: { '--junction-connect-accent': 'navy' },
          tokenEndpoint: '/api/link-token',
          connected: false,
          ...(isFiltered && { providers }),
          onJunctionOpen: (event) => (isAllowed ? notify('open') : event.preventDefault()),
          onJunctionSuccess: ({ detail }) => notify(`success ${detail.provider}`),
          onJunctionExit: ({ detail }) => notify(`exit ${detail.reason}`),
        },
        'Connect a device',
      ),
    // While the element is disabled, it marks the control of the page.
    h(JunctionConnect, { disabled: true }, h('a', { slot: 'trigger', href: '#' }, 'My own control')),
    button('Remove the filter', () => setFiltered(false)),
    button('Forbid', () => setAllowed(false)),
    button('Go to another page', () => setMounted(false)),
    h('p', { role: 'note' }, notices.join(', ')),
  );
}

export const app = h(StrictMode, null, h(Page));

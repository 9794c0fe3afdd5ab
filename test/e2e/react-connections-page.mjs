/** A page with the React component of the list. The test renders it on a server, and hydrates it in the browser. */
import { JunctionConnections } from 'junction-connect/react/connections';
import { createElement as h, StrictMode, useRef, useState } from 'react';

function Page() {
  const [isMounted, setMounted] = useState(true);
  const [isFiltered, setFiltered] = useState(true);
  const [isAllowed, setAllowed] = useState(true);
  const [notices, setNotices] = useState([]);
  const list = useRef(null);
  const notify = (notice) => setNotices((earlier) => [...earlier, notice]);
  const button = (label, onClick) => h('button', { onClick }, label);
  return h(
    'main',
    null,
    isMounted &&
      h(
        JunctionConnections,
        {
          ref: list,
          id: 'list',
          className: 'wide',
          endpoint: '/api/connections',
          tokenEndpoint: '/api/link-token',
          disconnect: true,
          headers: () => ({ 'X-Session': 'ada' }),
          ...(isFiltered && { providers: ['oura'] }),
          onJunctionConnectionsChange: ({ detail }) => notify(`${detail.connections.length} listed`),
          onJunctionDisconnect: (event) => (isAllowed ? notify('disconnect') : event.preventDefault()),
          onJunctionDisconnected: ({ detail }) => notify(`disconnected ${detail.provider}`),
          onJunctionOpen: () => notify('open'),
          onJunctionSuccess: ({ detail }) => notify(`success ${detail.provider}`),
        },
        h('p', { slot: 'empty' }, 'Nothing here'),
      ),
    button('Refresh', () => void list.current.refresh()),
    button('Remove the filter', () => setFiltered(false)),
    button('Forbid', () => setAllowed(false)),
    button('Go to another page', () => setMounted(false)),
    h('p', { role: 'note' }, notices.join(', ')),
  );
}

export const app = h(StrictMode, null, h(Page));

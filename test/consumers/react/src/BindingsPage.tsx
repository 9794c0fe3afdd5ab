import { JunctionConnect } from 'junction-connect/react';
import { useState } from 'react';

const messages = { labelAgain: 'Renew {provider}', connectedProvider: 'We have your {provider}' };

export function BindingsPage() {
  const [slug, setSlug] = useState<string | null>('oura');
  return (
    <>
      <button onClick={() => setSlug(null)}>Disconnect</button>
      <button onClick={() => setSlug('oura')}>Connect</button>
      <p>Bound: {slug ?? 'nothing'}</p>

      <junction-connect id="static" provider="oura" connected />
      <junction-connect id="empty" provider="oura" connected="" />
      <junction-connect id="true-text" provider="oura" connected="true" />

      <junction-connect id="slug" provider="oura" connected="oura" />

      <junction-connect id="false" provider="oura" connected={false} />
      <junction-connect id="false-text" provider="oura" connected="false" />
      <junction-connect id="null" provider="oura" connected={null} />
      <junction-connect id="undefined" provider="oura" connected={undefined} />

      <junction-connect id="follows" provider="oura" connected={slug} />
      <junction-connect id="follows-undefined" provider="oura" connected={slug ?? undefined} />
      <junction-connect id="follows-absent" provider="oura" {...(slug && { connected: slug })} />

      <junction-connect id="messages" provider="oura" connected="oura" messages={messages} />
      <junction-connect id="messages-text" provider="oura" connected="oura" messages={JSON.stringify(messages)} />

      <JunctionConnect id="component" provider="oura" connected />
      <JunctionConnect id="component-slug" provider="oura" connected="oura" />
      <JunctionConnect id="component-null" provider="oura" connected={null} />
      <JunctionConnect id="component-undefined" provider="oura" connected={undefined} />
      <JunctionConnect id="component-follows" provider="oura" connected={slug} />
      <JunctionConnect id="component-follows-undefined" provider="oura" connected={slug ?? undefined} />
      <JunctionConnect id="component-follows-absent" provider="oura" {...(slug && { connected: slug })} />
      <JunctionConnect id="component-messages" provider="oura" connected="oura" messages={messages} />
    </>
  );
}

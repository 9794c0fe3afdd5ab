import { createLinkTokenHandler } from 'junction-connect/server';
import { client, junction } from '../../../junction.js';

const handleLinkToken = createLinkTokenHandler({
  client,
  // The id that your site has for the person who is signed in. Here it is the cookie of proxy.js.
  getClientUserId: (request) => /(?:^|; )person=(demo-[\w-]{36})/.exec(request.headers.get('cookie') ?? '')?.[1],
  onError: (cause) => console.error(`No Link Token from ${junction}:`, cause?.statusCode ?? cause?.name),
});

// Next.js itself answers the methods that are not exported. Without OPTIONS, it would also answer preflight requests.
export { handleLinkToken as GET, handleLinkToken as OPTIONS, handleLinkToken as POST };

import { createLinkTokenHandler } from 'junction-connect/server';
import { handlerOptions } from '../../../junction.js';

const handleLinkToken = createLinkTokenHandler(handlerOptions);

// Next.js itself answers the methods that are not exported. Without OPTIONS, it would also answer preflight requests.
export { handleLinkToken as GET, handleLinkToken as OPTIONS, handleLinkToken as POST };

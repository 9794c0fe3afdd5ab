export type { AvailableProvider, ConnectionsAnswer, ConnectionSummary } from './junction/connection.js';
export { junctionApiUrl } from './junction/api-url.js';
export {
  type ConnectionsClient,
  type ConnectionsHandler,
  type ConnectionsHandlerOptions,
  createConnectionsHandler,
} from './server/connections-handler.js';
export {
  createLinkTokenHandler,
  type LinkTokenClient,
  type LinkTokenHandler,
  type LinkTokenHandlerOptions,
} from './server/link-token-handler.js';
export type { RefusalCode } from './server/refusal.js';
export { resolveUser, type UserClient } from './server/resolve-user.js';

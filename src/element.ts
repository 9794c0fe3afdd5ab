export type { Appearance, Size } from './element/look.js';
export type { ConnectionsMessages } from './i18n/connections/messages.js';
export type { MessageKey, Messages, PartialMessages } from './i18n/messages.js';
export { registerMessages } from './i18n/register-messages.js';
export { JunctionConnect } from './element/junction-connect.js';
export type {
  ErrorDetail,
  ExitDetail,
  JunctionErrorEvent,
  JunctionExitEvent,
  JunctionOpenEvent,
  JunctionSuccessEvent,
  SessionDetail,
  SuccessDetail,
} from './element/events.js';
export type { JunctionErrorType } from './junction/error-types.js';
export type { LinkTokenAnswer, LinkTokenRequest } from './junction/link-token.js';
export type { FetchToken, HeadersSource, LaunchMode, Mode } from './link/configuration/configuration.js';
export { configurePage, type PageSettings } from './link/configuration/page-settings.js';
export { type ErrorCode, JunctionConnectError, type PackageErrorCode } from './link/errors.js';
export { configureLink, type LinkLocation } from './link/link-location.js';
export type { ExitReason } from './link/outcome.js';
export type { SessionStatus } from './link/phase.js';

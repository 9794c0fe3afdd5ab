import type { LinkMetadata } from '../../junction/link-metadata.js';
import type { ReturnParameters } from '../../junction/return-parameters.js';

/**
 * A message from the frame of Link to the page that embeds it. The format is the sandbox's own, because Junction's messages
 * are not documented.
 */
export type FrameMessage =
  /** A page of Link has loaded. An error page of the browser cannot send it. */
  | { type: 'load' }
  | { type: 'success'; metadata: SuccessMetadata }
  | { type: 'error'; metadata: ErrorMetadata }
  | { type: 'exit' };

/** The real shape is not documented. One public integration reads this field, so the sandbox sends it. */
interface SuccessMetadata extends LinkMetadata {
  readonly provider_slug: string;
}

/** The real shape is not documented. The sandbox uses the names that hosted Link uses in its redirect. */
export type ErrorMetadata = Required<Pick<ReturnParameters, 'error_type' | 'error'>>;

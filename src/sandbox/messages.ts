/** What the frame of Link tells the page that embeds it. This is the sandbox's own: Junction's messages are unknown. */
export type LinkMessage =
  { type: 'success'; metadata: SuccessMetadata } | { type: 'error'; metadata: ErrorMetadata } | { type: 'exit' };

/**
 * The real shape is not documented. One public integration reads this field, so it is the one that can be told.
 */
export interface SuccessMetadata {
  provider_slug: string;
}

/** In the words of Link's redirect: `error_type` for logic, `error` for people. */
export interface ErrorMetadata {
  error_type: string;
  error: string;
}

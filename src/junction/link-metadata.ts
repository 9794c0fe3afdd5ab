/**
 * Fields that integrations read in what Link passes to its callbacks. Junction documents none of them: each may be missing,
 * or hold anything.
 */
export interface LinkMetadata {
  readonly provider_slug?: unknown;
  readonly provider?: unknown;
  readonly source?: unknown;
  readonly error_type?: unknown;
  readonly error?: unknown;
}

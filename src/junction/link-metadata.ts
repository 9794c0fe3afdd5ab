/**
 * Fields that published code of Junction's users reads from the arguments of Link's callbacks. Junction documents none of
 * them. Each may be missing, or have any value.
 */
export interface LinkMetadata {
  readonly provider_slug?: unknown;
  readonly provider?: unknown;
  readonly source?: unknown;
  /** A list whose items have the fields above. */
  readonly connected?: unknown;
  readonly error_type?: unknown;
  readonly error?: unknown;
}

/** The parameters that hosted Link appends to `redirect_url`. */
export interface ReturnParameters {
  readonly state: 'success' | 'error';
  /** The provider's slug. It was seen after a success, but Junction does not promise it. */
  readonly provider?: string;
  /** After an error. One of `JunctionErrorType`, or another: Junction calls the list non-exhaustive. */
  readonly error_type?: string;
  /** After an error. A text for people, not for programs. */
  readonly error?: string;
}

export const returnParameterNames: readonly (keyof ReturnParameters)[] = ['state', 'provider', 'error_type', 'error'];

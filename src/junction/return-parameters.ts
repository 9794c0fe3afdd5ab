/** The names of the parameters that hosted Link appends to `redirect_url`. */
export const returnParameterNames = [
  'state', // `success` or `error`.
  'provider', // The provider's slug. Hosted Link has sent it after a success, but Junction does not promise it.
  'error_type', // After an error: a `JunctionErrorType`, or another value.
  'error', // After an error: a text for people, not for programs.
] as const;

export type ReturnParameters = Readonly<Partial<Record<(typeof returnParameterNames)[number], string>>>;

/** The names of the parameters that hosted Link appends to `redirect_url`. */
export const returnParameterNames = [
  'state', // `success` or `error`.
  'provider', // The provider's slug. It was seen after a success, but Junction does not promise it.
  'error_type', // After an error: one of `JunctionErrorType`, or another.
  'error', // After an error: a text for people, not for programs.
] as const;

export type ReturnParameters = Readonly<Partial<Record<(typeof returnParameterNames)[number], string>>>;

/** Returns the access token of your sign-in. Each launch calls it, so that the element never sends an old token. */
export const accessToken = () => 'the-access-token';

/** Whatever your sign-in gives; asked anew at each launch, so that an old token is never sent. */
export const accessToken = () => 'the-access-token';

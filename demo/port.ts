/** Where the demo listens, unless `PORT` names another port. */
export const defaultPort = 3000;

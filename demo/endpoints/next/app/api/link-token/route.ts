import { JunctionClient, JunctionEnvironment } from '@junction-api/sdk';
import { createLinkTokenHandler } from 'junction-connect/server';

const { JUNCTION_API_KEY: apiKey = '', JUNCTION_API_URL: baseUrl = JunctionEnvironment.Sandbox } = process.env;

// STAND-IN for your own session: with Auth.js, for example, it would be `(await auth())?.user.junctionUserId`.
const sessions = new Map([['demo-session', process.env.JUNCTION_USER_ID]]);
const sessionOf = (request: Request) => /(?:^|;\s*)session=([^;]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];

// Next.js itself answers the methods that are not exported. Without OPTIONS, it would also answer preflight requests.
export { answer as GET, answer as OPTIONS, answer as POST };

const answer = createLinkTokenHandler({
  client: new JunctionClient({ apiKey, baseUrl }),
  getUserId: (request) => sessions.get(sessionOf(request) ?? ''),
  onError: (cause) => {
    const { statusCode, name } = cause as Error & { statusCode?: number };
    console.error('No Link Token:', statusCode ?? name);
  },
});

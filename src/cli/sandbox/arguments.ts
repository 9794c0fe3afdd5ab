import { parseArgs } from 'node:util';
import { type Environment, environments, type Region, regions } from '../../junction/environments.js';

/**
 * The options of the command `junction-connect sandbox`. `port` and `providerParameter` have a default. The others are
 * undefined when the command line does not have them.
 */
export interface SandboxArguments {
  readonly port: number;
  readonly env: Environment | undefined;
  readonly region: Region | undefined;
  readonly coop: string | undefined;
  readonly providerParameter: boolean;
  /** How long the sign-in named `slow` waits before it responds, in milliseconds. */
  readonly slowMs: number | undefined;
  readonly listingDelayMs: number | undefined;
  readonly historicalPullMs: number | undefined;
  readonly webhook: string | undefined;
  readonly webhookSecret: string | undefined;
}

export const help = `Usage: junction-connect sandbox [options]

Starts a local stand-in for Junction, for tests and development. Only this machine can
reach it. It sends nothing to other machines, and forgets everything when it ends.

  --port <number>         the port; 0 means any free port; default: 4000
  --env <name>            sandbox (default), or production, which has no demo connections
  --region <name>         the region in link_web_url: us (default) or eu
  --provider-parameter    adds the provider to the return address after a success
  --coop <value>          Cross-Origin-Opener-Policy of the sign-in pages, such as same-origin
  --slow <milliseconds>   how long the sign-in "slow" waits before it responds; default: 3000
  --listing-delay <milliseconds>
                          how long it takes until a new connection is listed; default: 0
  --historical-pull <milliseconds>
                          how long the fetch of past data takes; default: 0
  --webhook <url>         an address on this machine that receives webhooks
  --webhook-secret <text> the secret that signs webhooks, whsec_…; default: a new one, printed
  --help                  shows this text
`;

const openerPolicies = ['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups', 'unsafe-none'] as const;

/**
 * Returns the options of the command.
 *
 * @throws TypeError with a sentence for the person who typed the command
 */
export function readArguments(args: readonly string[]): SandboxArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '4000' },
      env: { type: 'string' },
      region: { type: 'string' },
      coop: { type: 'string' },
      'provider-parameter': { type: 'boolean', default: false },
      slow: { type: 'string' },
      'listing-delay': { type: 'string' },
      'historical-pull': { type: 'string' },
      webhook: { type: 'string' },
      'webhook-secret': { type: 'string' },
    },
  });
  if (positionals.length > 0)
    throw new TypeError(`Unexpected argument '${positionals[0]}': use only options, which begin with --`);
  if (values['webhook-secret'] !== undefined && values.webhook === undefined)
    throw new TypeError('--webhook-secret needs --webhook with the address that receives the webhooks');
  return {
    port: readNumber('--port', values.port, 65_535)!,
    env: readChoice('--env', values.env, environments),
    region: readChoice('--region', values.region, regions),
    coop: readChoice('--coop', values.coop, openerPolicies),
    providerParameter: values['provider-parameter'],
    slowMs: readNumber('--slow', values.slow, 600_000),
    listingDelayMs: readNumber('--listing-delay', values['listing-delay'], 600_000),
    historicalPullMs: readNumber('--historical-pull', values['historical-pull'], 86_400_000),
    webhook: values.webhook,
    webhookSecret: values['webhook-secret'],
  };
}

function readNumber(name: string, text: string | undefined, maximum: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) > maximum)
    throw new TypeError(`${name} must be a whole number from 0 to ${maximum}, not '${text}'`);
  return Number(text);
}

function readChoice<Choice extends string>(
  name: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const choice = choices.find((allowed) => allowed === text);
  if (text !== undefined && !choice) throw new TypeError(`${name} must be ${choices.join(' or ')}, not '${text}'`);
  return choice;
}

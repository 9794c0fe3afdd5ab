import { parseArgs } from 'node:util';
import { type Environment, environments, type Region, regions } from '../junction/environments.js';

/** What `junction-connect sandbox` was asked for; what is undefined was not said. */
export interface SandboxArguments {
  readonly port: number;
  readonly env: Environment | undefined;
  readonly region: Region | undefined;
  readonly coop: string | undefined;
  readonly providerParameter: boolean;
  /** Milliseconds. */
  readonly slow: number | undefined;
  readonly webhook: string | undefined;
  readonly webhookSecret: string | undefined;
}

export const help = `Usage: junction-connect sandbox [options]

Starts a local stand-in for Junction, for tests and development. It listens to this
machine alone, asks the network nothing, and forgets everything when it ends.

  --port <number>         where it listens; 4000 unless given, 0 for any that is free
  --env <name>            what link_web_url says: sandbox (default) or production
  --region <name>         what link_web_url says: us (default) or eu
  --provider-parameter    add the provider to the address after a success
  --coop <value>          Cross-Origin-Opener-Policy of the sign-in pages, such as same-origin
  --slow <milliseconds>   how long the sign-in "slow" takes to answer; 3000 unless given
  --webhook <url>         where webhooks are posted to, on this machine
  --webhook-secret <text> whsec_… that signs them; made and printed unless given
  --help                  this text
`;

const openerPolicies = ['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups', 'unsafe-none'] as const;

/**
 * @returns 'help' when that is what was asked for
 * @throws TypeError with a sentence for whoever typed it
 */
export function readArguments(words: readonly string[]): SandboxArguments | 'help' {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '4000' },
      env: { type: 'string' },
      region: { type: 'string' },
      coop: { type: 'string' },
      'provider-parameter': { type: 'boolean', default: false },
      slow: { type: 'string' },
      webhook: { type: 'string' },
      'webhook-secret': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const [command, ...others] = positionals;
  if (command !== 'sandbox') throw new TypeError(command ? `Unknown command '${command}'` : 'A command is missing');
  if (others.length > 0) throw new TypeError(`Unexpected argument '${others[0]}'`);
  if (values['webhook-secret'] !== undefined && values.webhook === undefined)
    throw new TypeError('--webhook-secret goes with --webhook');
  return {
    port: readNumber('--port', values.port, 65_535)!,
    env: readChoice('--env', values.env, environments),
    region: readChoice('--region', values.region, regions),
    coop: readChoice('--coop', values.coop, openerPolicies),
    providerParameter: values['provider-parameter'],
    slow: readNumber('--slow', values.slow, 600_000),
    webhook: values.webhook,
    webhookSecret: values['webhook-secret'],
  };
}

function readNumber(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) > most)
    throw new TypeError(`${name} has to be a whole number from 0 to ${most}, not '${text}'`);
  return Number(text);
}

function readChoice<Choice extends string>(
  name: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const choice = choices.find((each) => each === text);
  if (text !== undefined && !choice) throw new TypeError(`${name} has to be ${choices.join(' or ')}, not '${text}'`);
  return choice;
}

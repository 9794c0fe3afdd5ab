import { JunctionEnvironment } from '@junction-api/sdk';

/** One of Junction's environments, in one region. An API key belongs to exactly one. */
export interface Environment {
  readonly name: 'sandbox' | 'production';
  readonly region: 'us' | 'eu';
  /** The base address of its API. */
  readonly api: JunctionEnvironment;
}

/** The environments by the prefix of their API keys. Source: Junction's documentation. */
const environments: Record<string, Environment> = {
  pk_us_: { name: 'production', region: 'us', api: JunctionEnvironment.Production },
  pk_eu_: { name: 'production', region: 'eu', api: JunctionEnvironment.ProductionEu },
  sk_us_: { name: 'sandbox', region: 'us', api: JunctionEnvironment.Sandbox },
  sk_eu_: { name: 'sandbox', region: 'eu', api: JunctionEnvironment.SandboxEu },
};

/**
 * Returns the environment of an API key.
 *
 * @throws Error if the key has none of the prefixes. The text does not contain the key.
 */
export function environmentOf(key: string): Environment {
  const prefixes = Object.keys(environments);
  const prefix = prefixes.find((prefix) => key.startsWith(prefix));
  if (!prefix) throw new Error(`JUNCTION_API_KEY has to begin with one of ${prefixes.join(', ')}`);
  return environments[prefix]!;
}

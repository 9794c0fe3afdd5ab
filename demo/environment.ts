import { JunctionEnvironment } from '@junction-api/sdk';

/** Which of Junction's environments an API key belongs to. */
export interface Environment {
  readonly name: 'sandbox' | 'production';
  readonly region: 'us' | 'eu';
  /** The base address of its API. */
  readonly api: JunctionEnvironment;
}

/** Junction's documentation: the prefix of a key tells its environment and region. */
const environments: Record<string, Environment> = {
  pk_us_: { name: 'production', region: 'us', api: JunctionEnvironment.Production },
  pk_eu_: { name: 'production', region: 'eu', api: JunctionEnvironment.ProductionEu },
  sk_us_: { name: 'sandbox', region: 'us', api: JunctionEnvironment.Sandbox },
  sk_eu_: { name: 'sandbox', region: 'eu', api: JunctionEnvironment.SandboxEu },
};

/** @throws Error that does not quote the key. */
export function environmentOf(key: string): Environment {
  const prefix = Object.keys(environments).find((known) => key.startsWith(known));
  if (!prefix) throw new Error(`JUNCTION_API_KEY has to begin with ${Object.keys(environments).join(', ')}`);
  return environments[prefix]!;
}

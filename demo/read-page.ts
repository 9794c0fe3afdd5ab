import { readFile } from 'node:fs/promises';
import { providerChoices } from './provider-choices.js';

/** Returns the markup of the page, with the providers in it. */
export async function readPage(): Promise<string> {
  const page = await readFile(new URL('page/index.html', import.meta.url), 'utf8');
  return page.replace(/<!-- The server writes the providers here.*? -->/, () => String(providerChoices()));
}

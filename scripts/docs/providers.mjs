import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineGenerator } from 'automd';
import { code, table } from './table.mjs';

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/**
 * Writes the providers into a document, as a table, and the date of the source. It reads them from the built package.
 *
 *     <!-- automd:providers -->
 */
export const providers = defineGenerator({
  name: 'providers',
  async generate({ config }) {
    const { providers, providersDate } = await import(pathToFileURL(join(config.dir, 'dist/providers.js')));
    const rows = providers.map(({ slug, listName, authType, availability, note = '' }) => [
      code(slug),
      listName,
      code(authType),
      code(availability),
      note.replaceAll(/\b[a-z]+_[a-z_0-9]+\b/g, code),
    ]);
    const source = `Source: Junction's public documentation of ${longDate.format(new Date(providersDate))}.`;
    const head = ['slug', 'name', '`authType`', '`availability`', 'note'];
    return { contents: `${source}\n\n${await table([head, ...rows])}` };
  },
});

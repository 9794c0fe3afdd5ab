import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { defineGenerator } from 'automd';

const languages = { '.mjs': 'js', '.mts': 'ts' };

/** A line that is a `#region` or `#endregion` comment, in any of the languages of the examples. */
const marker = /^[^\S\n]*(?:\/\/|\/\*|\{\/\*|<!--|#)[^\S\n]*#(end)?region\b[^\S\n]*([\w-]*).*\n?/;

/** Returns the lines of a region, or all lines if no region is named. The marker lines are left out. */
function linesOf(code, region) {
  const lines = code.split(/(?<=\n)/);
  const [start, end] = [undefined, 'end'].map((kind) =>
    lines.findIndex((line) => {
      const [, found, name] = marker.exec(line) ?? [];
      return name === region && found === kind;
    }),
  );
  if (region && !(start >= 0 && end > start))
    throw new Error(`Found no "#region ${region}" that "#endregion ${region}" follows`);
  return lines.slice(region ? start : 0, region ? end : lines.length).filter((line) => !marker.test(line));
}

/** Joins lines, without the indentation that all of them share. */
function dedent(lines) {
  const indents = lines.filter((line) => line.trim()).map((line) => /^ */.exec(line)[0].length);
  return lines.map((line) => line.slice(Math.min(...indents)) || '\n').join('');
}

/**
 * Writes an example into a document: a file of the repository, or the part of it between the comments `#region name`
 * and `#endregion name`.
 *
 *     <!-- automd:example src="test/consumers/angular/src/app/session.ts" region="interceptor" -->
 */
export const example = defineGenerator({
  name: 'example',
  async generate({ args: { src, region, lang }, config }) {
    const code = dedent(linesOf(await readFile(join(config.dir, src), 'utf8'), region)).trim();
    return { contents: `\`\`\`${lang ?? languages[extname(src)] ?? extname(src).slice(1)}\n${code}\n\`\`\`` };
  },
});

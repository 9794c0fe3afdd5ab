import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { defineGenerator } from 'automd';

const languages = { '.mjs': 'js', '.mts': 'ts' };

/** A comment of any language that opens or closes a region, on a line of its own. */
const marker = /^[^\S\n]*(?:\/\/|\/\*|\{\/\*|<!--|#)[^\S\n]*#(end)?region\b[^\S\n]*([\w-]*).*\n?/;

/** The lines of a region, or all lines, without the markers. */
function pick(code, region) {
  const lines = code.split(/(?<=\n)/);
  const [start, end] = [undefined, 'end'].map((kind) =>
    lines.findIndex((line) => {
      const [, found, name] = marker.exec(line) ?? [];
      return name === region && found === kind;
    }),
  );
  if (region && !(start >= 0 && end > start)) throw new Error(`there is no region ${region}`);
  return lines.slice(region ? start : 0, region ? end : lines.length).filter((line) => !marker.test(line));
}

/** Takes away what all lines are indented by. */
function dedent(lines) {
  const indents = lines.filter((line) => line.trim()).map((line) => /^ */.exec(line)[0].length);
  return lines.map((line) => line.slice(Math.min(...indents)) || '\n').join('');
}

/**
 * Code that runs, as an example: a file of the repository, or what stands in it between the comments `#region name` and
 * `#endregion name`.
 *
 *     <!-- automd:example src="demo/app.ts" region="endpoint" -->
 */
export const example = defineGenerator({
  name: 'example',
  async generate({ args: { src, region, lang }, config }) {
    const code = dedent(pick(await readFile(join(config.dir, src), 'utf8'), region)).trim();
    return { contents: `\`\`\`${lang ?? languages[extname(src)] ?? extname(src).slice(1)}\n${code}\n\`\`\`` };
  },
});

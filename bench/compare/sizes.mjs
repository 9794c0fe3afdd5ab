/** How large the scripts are that a page loads, compressed with brotli as servers do for files that do not change. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { bundle, contenders, react } from './contenders.mjs';

const { dependencies: versions } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * The front ends of comparable products, as they are on npm. Each is bundled as a site bundles it, with what it imports.
 *
 * `does` says what the code on npm does by itself. What a script does that it loads from its vendor is not in its size.
 */
const peers = {
  '@fastenhealth/fasten-stitch-element-react': {
    code: `import { FastenStitchElement } from 'PACKAGE'; window.used = FastenStitchElement;`,
    does: 'React component: a button, and a dialog with a frame',
  },
  '@quiltt/react': {
    code: `import { QuilttButton } from 'PACKAGE'; window.used = QuilttButton;`,
    does: "React component: a button. Loads its vendor's script",
  },
  '@googleworkspace/drive-picker-element': {
    code: `import 'PACKAGE';`,
    does: "Custom element without a button. Loads its vendor's scripts",
  },
  'react-plaid-link': {
    code: `import { usePlaidLink } from 'PACKAGE'; window.used = usePlaidLink;`,
    does: "React hook, without a button. Loads its vendor's script",
  },
  '@nangohq/frontend': {
    code: `import Nango from 'PACKAGE'; window.used = Nango;`,
    does: 'Functions that open a frame or a window, without a button',
  },
};

/** @returns {Promise<{ name: string, bytes: number, does: string }[]>} */
export async function measureSizes() {
  const own = Object.values(contenders)
    .filter(({ does }) => does)
    .map(({ title, script, does }) => ({ name: title, bytes: brotliCompressSync(script).length, does }));
  const others = await Promise.all(
    Object.entries(peers).map(async ([name, { code, does }]) => {
      const script = await bundle(code.replace('PACKAGE', name), {
        stdin: { contents: code.replace('PACKAGE', name), resolveDir: here },
        alias: react,
      });
      return { name: `\`${name}\` ${versions[name]}`, bytes: brotliCompressSync(script).length, does };
    }),
  );
  return [...own, ...others];
}

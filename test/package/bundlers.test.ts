import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { installPackage, type Project } from './support.js';

type Bundler = (entry: string) => Promise<string>;

const bundlers: Record<string, Bundler> = {
  async esbuild(entry) {
    const options = { bundle: true, format: 'esm', write: false, logLevel: 'error' } as const;
    const { outputFiles } = await build({ ...options, entryPoints: [entry] });
    return outputFiles[0]!.text;
  },
  async rollup(input) {
    const bundle = await rollup({ input, plugins: [nodeResolve({ browser: true })], logLevel: 'silent' });
    const { output } = await bundle.generate({ format: 'es' });
    return output[0].code;
  },
};

/** In the modules by its name, in the script by what the name was shortened to. */
const registration = /customElements\.define\((["'`]junction-connect|\w+,)/;

describe('a bundler that takes the package from its tarball', () => {
  let project: Project;
  before(async () => (project = await installPackage()));
  after(() => project.remove());

  for (const [name, bundle] of Object.entries(bundlers)) {
    const bundled = async (code: string) => {
      const entry = join(project.folder, `${name}.js`);
      await writeFile(entry, code);
      return bundle(entry);
    };

    for (const door of ['junction-connect', 'junction-connect/standalone']) {
      it(`keeps the registration of ${door}, of which nothing is used (${name})`, async () => {
        assert.match(await bundled(`import '${door}';`), registration);
      });
    }

    it(`leaves the element out where only something beside it is used (${name})`, async () => {
      const code =
        "import { JunctionConnectError } from 'junction-connect/element'; console.log(JunctionConnectError);";
      const text = await bundled(code);
      assert.match(text, /extends Error/);
      assert.doesNotMatch(text, /customElements|attachInternals|LitElement|createVital/);
    });

    it(`drops the door that does not register, when nothing of it is used (${name})`, async () => {
      assert.doesNotMatch(await bundled("import 'junction-connect/element';"), /class|customElements/);
    });
  }
});

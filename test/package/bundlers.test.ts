import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { createProject } from '../support/installed-package.js';

type Bundler = (entry: string) => Promise<string>;

const bundlers: Record<string, Bundler> = {
  async esbuild(entry) {
    const options = { bundle: true, format: 'esm', write: false, logLevel: 'error', external } as const;
    const { outputFiles } = await build({ ...options, entryPoints: [entry] });
    return outputFiles[0]!.text;
  },
  async rollup(input) {
    const bundle = await rollup({ input, external, plugins: [nodeResolve({ browser: true })], logLevel: 'silent' });
    const { output } = await bundle.generate({ format: 'es' });
    return output[0].code;
  },
};

/** Matches the registration of an element. Modules contain the name; a classic script has a variable for it. */
const registration = /customElements\.define\((["'`]junction-connect|\w+,)/;

/** Matches the registration of the list of connections in modules. */
const listRegistration = /customElements\.define\(["'`]junction-connections/;

/** React is no dependency of the package, so a bundle does not contain it. */
const external = ['react'];

describe('a bundler that uses the installed package', () => {
  let folder: string;
  before(async () => {
    folder = await createProject();
  });

  for (const [name, bundle] of Object.entries(bundlers)) {
    const bundleCode = async (code: string) => {
      const entry = join(folder, `${name}.js`);
      await writeFile(entry, code);
      return bundle(entry);
    };

    for (const entry of ['junction-connect', 'junction-connect/standalone', 'junction-connect/react']) {
      it(`keeps the registration of ${entry} when no export is used (${name})`, async () => {
        assert.match(await bundleCode(`import '${entry}';`), registration);
      });
    }

    for (const entry of ['junction-connect/connections', 'junction-connect/react/connections']) {
      it(`keeps the registration of both elements in ${entry} when no export is used (${name})`, async () => {
        const text = await bundleCode(`import '${entry}';`);
        assert.match(text, /customElements\.define\(["'`]junction-connect["'`]/);
        assert.match(text, listRegistration);
      });
    }

    for (const entry of ['junction-connect', 'junction-connect/react']) {
      it(`leaves out the list of connections when only ${entry} is used (${name})`, async () => {
        const text = await bundleCode(`export * from '${entry}';`);
        assert.doesNotMatch(text, /junction-connections|connections-change|deregistered_per_provider/);
      });
    }

    it(`leaves out the element when only another export is used (${name})`, async () => {
      const code =
        "import { JunctionConnectError } from 'junction-connect/element'; console.log(JunctionConnectError);";
      const text = await bundleCode(code);
      assert.match(text, /extends Error/);
      assert.doesNotMatch(text, /customElements|attachInternals|LitElement|createVital/);
    });

    it(`leaves out junction-connect/element when no export is used (${name})`, async () => {
      assert.doesNotMatch(await bundleCode("import 'junction-connect/element';"), /class|customElements/);
    });
  }
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  exports: Record<string, string | Record<string, string>>;
  jsdelivr: string;
  unpkg: string;
  dependencies: Record<string, string>;
};

interface Packed {
  files: { path: string }[];
}

describe('the package', () => {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as [Packed];
  const files = packed.files.map(({ path }) => path);

  it('holds every file that its exports name', () => {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target),
    );
    for (const target of [...targets, manifest.jsdelivr, manifest.unpkg]) {
      assert.ok(files.includes(target.replace('./', '')), `${target} is not in the package`);
    }
  });

  it('holds what it was built from with its licences, and nothing else', () => {
    const others = files.filter(
      (path) => !/^(dist\/.*\.(js|d\.ts|map|txt|json)|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(path),
    );
    assert.deepEqual(others, []);
    assert.ok(!files.some((path) => path.includes('node_modules')), 'npm leaves a folder named node_modules out');
    for (const notices of ['', '.standalone', '.sandbox']) {
      const text = readFileSync(new URL(`dist/THIRD-PARTY-NOTICES${notices}.txt`, root), 'utf8');
      assert.match(text, /Permission is hereby granted/);
    }
  });

  it('brings Lit and nothing else', () => {
    assert.deepEqual(Object.keys(manifest.dependencies), ['lit']);
  });

  it('holds relative imports that exist, and no other import than Lit', () => {
    for (const path of files.filter((path) => /^dist\/.*\.js$/.test(path) && !/standalone|sandbox/.test(path))) {
      const text = readFileSync(new URL(path, root), 'utf8');
      for (const [, specifier] of text.matchAll(/^(?:import|export)[^'"]*['"]([^'"]+)['"]/gm)) {
        if (specifier!.startsWith('.'))
          assert.ok(existsSync(new URL(specifier!, new URL(path, root))), `${path}: ${specifier}`);
        else assert.match(specifier!, /^lit($|\/)/, path);
      }
    }
  });

  it('can be imported without a window', async () => {
    const { JunctionConnect, JunctionConnectError, configureLink } = await import('junction-connect');
    assert.equal(typeof configureLink, 'function');
    assert.equal(new JunctionConnectError('link_unavailable', 'x').retryable, true);
    assert.equal((await import('junction-connect/element')).JunctionConnect, JunctionConnect);
    assert.equal(customElements.get('junction-connect'), JunctionConnect);
  });

  it('has the token endpoint of the demo in its README, line by line', () => {
    const lines = (path: string, pattern: RegExp) =>
      pattern
        .exec(readFileSync(new URL(path, root), 'utf8'))![0]
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => !line.includes('junction.at(')); // Where the demo keeps what the README makes above it.
    const endpoint = /app\.all\('\/api\/link-token'[^]*?\n *\}\);/;
    assert.deepEqual(lines('README.md', endpoint), lines('demo/app.ts', endpoint));
  });

  it('names no path of the machine it was built on', () => {
    for (const path of files.filter((path) => path.startsWith('dist/'))) {
      assert.ok(!readFileSync(new URL(path, root), 'utf8').includes(new URL('.', root).pathname), path);
    }
  });
});

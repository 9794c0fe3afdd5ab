import { createRequire } from 'node:module';

/** What the package says about itself. The files are published with the program. */
export interface PackageFacts {
  readonly version: string;
  /** The address of the standalone script of this version. */
  readonly scriptUrl: string;
  /** The hash of that script, as in the attribute `integrity`. */
  readonly integrity: string;
  /** The attributes of the element, with the values that each may have. The list is empty if it may have any value. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

interface Manifest {
  modules: { declarations?: { tagName?: string; attributes?: { name: string; type?: { text: string } }[] }[] }[];
}

/** Reads the facts from the package in which this program is. The build writes the files. */
export function readPackageFacts(): PackageFacts {
  const loadJson = createRequire(import.meta.url);
  const { version, url, integrity } = loadJson('junction-connect/integrity.json') as Record<string, string>;
  const manifest = loadJson('junction-connect/custom-elements.json') as Manifest;
  const element = manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .find(({ tagName }) => tagName === 'junction-connect');
  const attributes = (element?.attributes ?? []).map(
    ({ name, type }) => [name, [...(type?.text ?? '').matchAll(/'([\w-]+)'/g)].map(([, value]) => value!)] as const,
  );
  return { version: version!, scriptUrl: url!, integrity: integrity!, attributes: new Map(attributes) };
}

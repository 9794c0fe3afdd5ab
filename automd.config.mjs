import { example } from './scripts/docs/example.mjs';
import { manifest } from './scripts/docs/manifest.mjs';
import { versions } from './scripts/docs/versions.mjs';

/** `npm run docs` writes what stands between `<!-- automd:… -->` and `<!-- /automd -->`, after `npm run build`. */
export default {
  input: ['README.md', 'docs/**/*.md'],
  generators: { example, manifest, versions },
};

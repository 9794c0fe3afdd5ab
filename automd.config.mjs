import { example } from './scripts/docs/example.mjs';
import { manifest } from './scripts/docs/manifest.mjs';
import { languages, messages } from './scripts/docs/messages.mjs';
import { providers } from './scripts/docs/providers.mjs';
import { versions } from './scripts/docs/versions.mjs';

/** `npm run docs` writes the text between `<!-- automd:… -->` and `<!-- /automd -->`. Run `npm run build` first. */
export default {
  input: ['README.md', 'docs/**/*.md'],
  generators: { example, languages, manifest, messages, providers, versions },
};

import { example } from './scripts/docs/example.mjs';

/** `npm run docs` writes what stands between `<!-- automd:… -->` and `<!-- /automd -->`. */
export default {
  input: ['README.md', 'docs/**/*.md'],
  generators: { example },
};

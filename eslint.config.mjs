import js from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as webComponents } from 'eslint-plugin-wc';
import globals from 'globals';
import typescript from 'typescript-eslint';

/** Constructors that are the same everywhere, and that no test replaces. */
const harmless = ['AbortController', 'Headers', 'Response', 'URL', 'URLSearchParams'];

const browserGlobals = ['Date', 'globalThis', ...Object.keys({ ...globals.browser, ...globals['shared-node-browser'] })]
  .filter((name) => !harmless.includes(name))
  .map((name) => ({ name, message: 'Add it to Platform in src/link/platform.ts, and use it from there.' }));

export default typescript.config(
  // Types for frameworks that are installed in the apps of test/consumers/ alone, and compiled there.
  { ignores: ['dist/', '.tmp/', 'coverage/', 'src/frameworks/', 'test/consumers/*/', 'integrations/wordpress/'] },
  js.configs.recommended,
  { files: ['**/*.{mjs,js}'], languageOptions: { globals: { ...globals.node } } },
  {
    files: ['demo/page/**', 'integrations/grapesjs/**', 'bench/measures.mjs'],
    languageOptions: { globals: { ...globals.browser } },
  },
  {
    files: ['**/*.ts'],
    extends: [...typescript.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // A promise's reason is whatever the signal was aborted with.
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  {
    files: ['src/element/**', 'src/placeholders/**', 'test/**/*.ts'],
    extends: [lit['flat/recommended'], webComponents['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      // The listener on a slot is for the control in it, which has the keyboard's clicks.
      'lit-a11y/click-events-have-key-events': 'off',
    },
  },
  {
    // A Link session gets the browser as a parameter, so that a test can replace each part of it.
    files: ['src/link/**'],
    rules: { 'no-restricted-globals': ['error', ...browserGlobals] },
  },
  {
    files: ['test/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'it', property: 'only' },
        { object: 'describe', property: 'only' },
        { object: 'test', property: 'only' },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        // The runner awaits what these return.
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  {
    files: ['test/{link,element}/**/*.ts'],
    rules: {
      // Chai's assertions look like promises to the rule: what really is one is looked after here.
      '@typescript-eslint/no-floating-promises': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExpressionStatement > CallExpression[callee.property.name=/^(accessible|open|launch)$/]',
          message: 'Await or void it.',
        },
      ],
    },
  },
  {
    // What is named here is named for its type.
    files: ['test/types/**'],
    rules: {
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);

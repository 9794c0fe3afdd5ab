import js from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as webComponents } from 'eslint-plugin-wc';
import globals from 'globals';
import typescript from 'typescript-eslint';

/** Globals that a session may use: they are the same in every environment, and no test replaces them. */
const allowedGlobals = ['AbortController', 'Headers', 'Response', 'URL', 'URLSearchParams'];

const browserGlobals = ['Date', 'globalThis', ...Object.keys({ ...globals.browser, ...globals['shared-node-browser'] })]
  .filter((name) => !allowedGlobals.includes(name))
  .map((name) => ({ name, message: 'Add it to Platform in src/link/platform.ts, and use it from there.' }));

export default typescript.config(
  // `src/frameworks` has types for frameworks that only the apps in test/consumers install. They are compiled there.
  {
    ignores: [
      'dist/',
      '.tmp/',
      'coverage/',
      'docs/.vitepress/{cache,dist,.temp}/',
      'src/frameworks/',
      'test/consumers/*/',
      'integrations/wordpress/',
    ],
  },
  js.configs.recommended,
  { files: ['**/*.{mjs,js}'], languageOptions: { globals: { ...globals.node } } },
  {
    files: [
      'demo/page/**',
      'integrations/grapesjs/**',
      'bench/compare/{busy-page,elements,press}.mjs',
      'bench/soak-sessions.mjs',
    ],
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
      // A promise may reject with the reason of an abort signal, which can be any value.
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  {
    files: ['src/element/**', 'src/connections/**', 'src/placeholders/**', 'test/**/*.ts'],
    extends: [lit['flat/recommended'], webComponents['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      // The listener is on a slot. The control in the slot turns its key presses into clicks.
      'lit-a11y/click-events-have-key-events': 'off',
    },
  },
  {
    // A Link session gets the browser as a parameter, so that a test can replace each part of it.
    files: ['src/link/**'],
    rules: { 'no-restricted-globals': ['error', ...browserGlobals] },
  },
  {
    // `<img name="body">` in the page's markup replaces `document.body`.
    files: ['src/{link,element,placeholders}/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'MemberExpression[object.name=document]',
          'MemberExpression[object.property.name=document]',
          'VariableDeclarator[init.name=document][id.type=ObjectPattern]',
        ].map((selector) => ({
          selector,
          message: 'Markup can hide this member. Read it from unshadowed(document): see src/link/unshadowed.ts.',
        })),
      ],
    },
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
        // The test runner awaits the promises of these functions.
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  {
    files: ['test/{connections,link,element}/**/*.ts'],
    rules: {
      // The rule takes Chai's assertions for promises. The selector below finds the calls that do return a promise.
      '@typescript-eslint/no-floating-promises': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExpressionStatement > CallExpression[callee.property.name=/^(accessible|open|launch)$/]',
          message: 'This returns a promise: put await or void in front.',
        },
      ],
    },
  },
  {
    // These files only have to compile: many names in them are never used.
    files: ['test/types/**'],
    rules: {
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);

import { globalIgnores } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { html } from './tools/lint/html.ts';
import { layers } from './tools/lint/layers.ts';

/** Rules that need types, kept to those that find faults no test sees. */
const typed = {
  files: ['{src,tools,tests}/**/*.ts'],
  ignores: ['**/*.astro/*.ts'],
  languageOptions: {
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-for-in-array': 'error',
    '@typescript-eslint/no-misused-promises': 'error',
    '@typescript-eslint/only-throw-error': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true },
    ],
  },
};

export default [
  globalIgnores(['dist', '.astro', 'tools/bench/peer', 'coverage', 'test-results', 'public']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  ...astro.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      eqeqeq: 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-implicit-coercion': ['error', { boolean: false }],
      'no-irregular-whitespace': 'error',
      'no-self-compare': 'error',
      'no-unreachable': 'error',
      'no-unused-expressions': 'off',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-expressions': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    // Runes are assigned without being const; `svelte/prefer-const` knows them.
    rules: { 'prefer-const': 'off', 'svelte/prefer-const': 'error' },
  },
  typed,
  ...layers,
  ...html,
  // A module that a bundler makes up (`x.wasm?url`) has the default export that the bundler gives it.
  { files: ['**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    // Sums over typed arrays: the index is inside by the loop's own condition.
    files: ['src/lib/tensor/**', 'src/lib/model/**', 'tests/**', 'tools/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
];

/**
 * Who may import whom, as ESLint rules:
 *
 *   pages → components/site, components/lesson, components/figures → components/charts
 *   components → lib/state → lib/model → the rest of lib
 *
 * Nothing points back, and nothing in src imports tests or tools. Each rule covers the alias
 * (`#lib/model/…`), the relative path (`../../lib/model/…`) and dynamic `import()`.
 * The types of the engine's contract are words that every layer may use: `import type` of
 * `lib/model` is allowed everywhere, for types leave no trace in the built code.
 */
import type { Linter } from 'eslint';

interface Ban {
  /** What the path must not match; a regular expression's source. */
  readonly regex: string;
  readonly message: string;
  readonly allowTypeImports?: boolean;
}

/** `lib('model')` matches `#lib/model/…`, `../model/…`, `../../lib/model/…` and `/src/lib/model/…`. */
const lib = (folder: string) => `^(#lib/|/src/lib/|(\\.{1,2}/)+(src/)?(lib/)?)${folder}(/|$)`;
const components = (folder: string) =>
  `^(#components/|/src/components/|(\\.{1,2}/)+(src/)?(components/)?)${folder}(/|$)`;

const bans = {
  pages: ban('^(/src/|(\\.{1,2}/)+(src/)?)pages/', 'nothing imports a page'),
  components: ban(
    '^(#components/|/src/components/|(\\.{1,2}/)+(src/)?components/)',
    'lib knows no components',
  ),
  site: ban(components('site'), 'only pages and figures use what the site is framed with'),
  figures: ban(components('figures'), 'only pages, lessons and figures import figures'),
  lesson: ban(components('lesson'), 'only pages and lessons use the boxes of a lesson'),
  charts: ban(components('charts'), 'pages and chrome show figures, not bare charts'),
  state: ban(lib('state'), 'state is above this layer: take what you need as an argument'),
  model: {
    ...ban(lib('model'), 'the engine is reached through lib/state (its types may be imported)'),
    allowTypeImports: true,
  },
  engine: ban(
    '^onnxruntime-web(/|$)',
    'only src/lib/model knows onnxruntime: go through its interface',
  ),
  framework: ban('^(svelte|astro|astro:.*)(/|$)', 'lib is plain TypeScript without a framework'),
  node: ban('^node:', 'lib runs in browsers too'),
  tests: ban(
    '^(#tests/|/tests/|/tools/|(\\.\\./)+(tests|tools)/)',
    'src imports no tests or tools',
  ),
};

function ban(regex: string, message: string): Ban {
  return { regex, message };
}

const browserGlobals = [
  ...['window', 'document', 'navigator', 'location', 'history', 'screen', 'customElements'],
  ...['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'requestAnimationFrame'],
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'SharedWorker'],
];

const pureGlobals: Linter.RuleEntry = [
  'error',
  {
    globals: browserGlobals.map((name) => ({
      name,
      message: 'lib is pure: no DOM, no network. The caller hands the data in.',
    })),
    checkGlobalObject: true,
  },
];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Export by name: a thing is called the same everywhere.',
};

/** A block of the configuration: in `files`, none of `banned`. */
function layer(files: string[], banned: readonly Ban[]): Linter.Config {
  const dynamic = banned.map(({ regex, message }) => ({
    selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\u002F')}/]`,
    message,
  }));
  return {
    files,
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...banned] }],
      'no-restricted-syntax': ['error', noDefaultExport, ...dynamic],
    },
  };
}

/** Every file of a folder; `.astro` files hold client scripts of their own, `X.astro/0.ts`. */
const under = (folder: string) => [
  `${folder}/**/*.{ts,svelte,astro}`,
  `${folder}/**/*.astro/*.{js,ts}`,
];

const everywhere = [bans.tests, bans.pages];
const shown = [...everywhere, bans.engine];

/** The rules above, in an order where the later, narrower block wins. */
export const layers: Linter.Config[] = [
  layer(under('src'), shown),
  layer(under('src/pages'), [...shown, bans.model, bans.charts]),
  layer(under('src/components/site'), [
    ...shown,
    bans.model,
    bans.figures,
    bans.charts,
    bans.lesson,
  ]),
  layer(under('src/components/lesson'), [
    ...shown,
    bans.model,
    bans.state,
    bans.figures,
    bans.charts,
    bans.site,
  ]),
  layer(under('src/components/figures'), [...shown, bans.model, bans.lesson]),
  layer(under('src/components/charts'), [
    ...shown,
    bans.model,
    bans.state,
    bans.figures,
    bans.site,
    bans.lesson,
  ]),
  layer(under('src/lib'), [
    ...shown,
    bans.components,
    bans.state,
    bans.model,
    bans.framework,
    bans.node,
  ]),
  layer(under('src/lib/state'), [...shown, bans.components, bans.node]),
  layer(under('src/lib/model'), [...everywhere, bans.components, bans.state, bans.framework]),
  {
    files: under('src/lib'),
    ignores: ['src/lib/model/**', 'src/lib/state/**'],
    rules: { 'no-restricted-globals': pureGlobals },
  },
];

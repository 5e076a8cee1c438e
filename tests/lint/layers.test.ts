/** One planted violation for each rule of tools/lint/layers.ts: a rule that never fires is no rule. */
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { expect, test } from 'vitest';

// The planted files exist only here, so there are no types to be had for them.
const untyped = {
  ...ts.configs.disableTypeChecked,
  languageOptions: { parserOptions: { projectService: false } },
};
const eslint = new ESLint({ overrideConfig: [untyped] });

/** The rules that `code` breaks when it stands in `filePath`, each once. */
async function broken(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(inFile(filePath, code), { filePath });
  expect(result?.messages.filter(({ fatal }) => fatal)).toEqual([]);
  return [...new Set(result?.messages.map(({ ruleId }) => ruleId ?? 'no rule'))].sort();
}

/** The same script, in the shape that the kind of file asks for. */
function inFile(filePath: string, code: string): string {
  if (filePath.endsWith('.svelte')) return `<script lang="ts">\n${code}\n</script>\n`;
  if (filePath.endsWith('.astro')) return `---\n${code}\n---\n<p>text</p>\n`;
  return code;
}

const IMPORT = '@typescript-eslint/no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';
const GLOBAL = 'no-restricted-globals';
const use = (path: string) => `import { it } from '${path}';\nconsole.log(it);`;

test.each([
  // pages → components/figures, components/site
  ['src/pages/[lang]/index.astro', '#components/charts/Bars.svelte'],
  ['src/pages/[lang]/index.astro', '../../components/charts/Bars.svelte'],
  ['src/pages/[lang]/index.astro', '#lib/model/engine.ts'],
  ['src/pages/[lang]/index.astro', 'onnxruntime-web'],
  // components/figures → components/charts, lib/state
  ['src/components/figures/Map/Map.svelte', '#lib/model/engine.ts'],
  ['src/components/figures/Map/Map.svelte', '../../../lib/model/engine.ts'],
  ['src/components/figures/Map/Map.svelte', 'onnxruntime-web/webgpu'],
  ['src/components/figures/Map/Map.astro', '../../../pages/index.astro'],
  ['src/components/site/Layout.astro', '#components/figures/Map/Map.svelte'],
  ['src/components/site/Layout.astro', '../figures/Map/Map.svelte'],
  ['src/components/site/Layout.astro', '#components/lesson/Predict.astro'],
  ['src/components/figures/Map/Map.astro', '#components/lesson/Predict.astro'],
  // components/lesson: text alone
  ['src/components/lesson/Predict.astro', '#components/figures/Map/Map.svelte'],
  ['src/components/lesson/Predict.astro', '../charts/Bars.svelte'],
  ['src/components/lesson/Predict.astro', '#components/site/Page.astro'],
  ['src/components/lesson/Predict.astro', '#lib/state/session.svelte.ts'],
  ['src/components/lesson/Predict.astro', '#lib/model/engine.ts'],
  // components/charts only draw
  ['src/components/charts/Bars.svelte', '#components/lesson/Predict.astro'],
  ['src/components/charts/Bars.svelte', '#lib/state/session.svelte.ts'],
  ['src/components/charts/Bars.svelte', '../../lib/state/session.svelte.ts'],
  ['src/components/charts/Bars.svelte', '../figures/Map/Map.svelte'],
  ['src/components/charts/scale.ts', '#lib/model/engine.ts'],
  // lib/state → lib/model → the rest of lib
  ['src/lib/state/session.svelte.ts', '#components/charts/Bars.svelte'],
  ['src/lib/state/session.svelte.ts', 'onnxruntime-web'],
  ['src/lib/model/engine.ts', '../state/session.svelte.ts'],
  ['src/lib/model/graph/blocks.ts', '../../state/session.svelte.ts'],
  ['src/lib/model/engine.ts', '#lib/state/session.svelte.ts'],
  ['src/lib/bpe/encode.ts', '#lib/model/engine.ts'],
  ['src/lib/bpe/encode.ts', '../model/engine.ts'],
  ['src/lib/bpe/encode.ts', '../state/session.svelte.ts'],
  ['src/lib/bpe/encode.ts', '../../components/charts/Bars.svelte'],
  ['src/lib/bpe/encode.ts', 'onnxruntime-web/wasm'],
  ['src/lib/bpe/encode.ts', 'svelte/store'],
  ['src/lib/bpe/encode.ts', 'node:fs'],
  // nothing → tests, tools
  ['src/lib/model/engine.ts', '#tests/fixtures/prompts.ts'],
  ['src/lib/model/engine.ts', '../../../tests/fixtures/prompts.ts'],
  ['src/pages/index.astro', '../../tools/cli/vitrine.ts'],
])('%s may not import %s', async (file, path) => {
  expect(await broken(file, use(path))).toEqual([IMPORT]);
  expect(await broken(file, `console.log(await import('${path}'));`)).toEqual([SYNTAX]);
});

test.each([
  ['src/pages/[lang]/index.astro', '#components/figures/Map/Map.astro'],
  ['src/pages/[lang]/index.astro', '#lib/i18n/links.ts'],
  ['src/components/figures/Map/Map.svelte', '#components/charts/Bars.svelte'],
  ['src/components/figures/Map/Map.svelte', '#lib/state/session.svelte.ts'],
  ['src/components/figures/Map/Map.astro', '#components/site/FigureFrame.astro'],
  ['src/pages/[lang]/index.astro', '#components/lesson/Predict.astro'],
  ['src/components/lesson/Predict.astro', './InlineText.astro'],
  ['src/components/lesson/Predict.astro', '#lib/i18n/translate.ts'],
  ['src/components/charts/Bars.svelte', '#lib/tensor/index.ts'],
  ['src/lib/state/session.svelte.ts', '#lib/model/engine.ts'],
  ['src/lib/model/engine.ts', 'onnxruntime-web/wasm'],
  ['src/lib/model/engine.ts', '#lib/sampling/index.ts'],
  ['src/lib/model/graph/blocks.ts', '../runtime/session.ts'],
  ['tests/unit/model/engine.test.ts', '#lib/model/engine.ts'],
])('%s may import %s', async (file, path) => {
  expect(await broken(file, use(path))).toEqual([]);
});

test('the types of the engine may be named anywhere', async () => {
  const code = "import type { Run } from '#lib/model/api.ts';\nexport const runs: Run[] = [];";
  expect(await broken('src/components/figures/Map/runs.ts', code)).toEqual([]);
  expect(await broken('src/lib/i18n/errors.ts', code)).toEqual([]);
});

test.each([
  'export const text = await fetch("/models/teaching/config.json");',
  'export const width = document.body.clientWidth;',
  'export const gpu = globalThis.navigator;',
])('lib is pure, so it refuses: %s', async (code) => {
  expect(await broken('src/lib/bpe/encode.ts', code)).toEqual([GLOBAL]);
  expect(await broken('src/lib/model/hub/download.ts', code)).toEqual([]);
  expect(await broken('src/lib/state/session.svelte.ts', code)).toEqual([]);
});

test.each(['export default function encode() {}', 'const a = 1;\nexport { a as default };'])(
  'src has no default export: %s',
  async (code) => {
    expect(await broken('src/lib/bpe/encode.ts', code)).toEqual([SYNTAX]);
  },
);

test.each(['src/lib/bpe/a.ts', 'src/components/charts/A.svelte', 'src/pages/a.astro'])(
  'a type is imported as a type in %s',
  async (file) => {
    const code =
      "import { Pair } from '#lib/bpe/pairs.ts';\nconst a: Pair[] = [];\nconsole.log(a);";
    expect(await broken(file, code)).toEqual(['@typescript-eslint/consistent-type-imports']);
  },
);

test('any is refused', async () => {
  const rules = await broken('src/lib/bpe/a.ts', 'export const a = (b: any) => b;');
  expect(rules).toEqual(['@typescript-eslint/no-explicit-any']);
});

test('the client scripts inside .astro files are held to the same', async () => {
  const filePath = 'src/components/charts/Bars.astro';
  const code = `<p>text</p>\n<script>\n${use('#lib/state/session.svelte.ts')}\n</script>\n`;
  const [result] = await eslint.lintText(code, { filePath });
  expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual([IMPORT]);
});

/** Planted violations of tools/lint/html.ts, and its neighbours that are allowed. */
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { expect, test } from 'vitest';

const untyped = {
  ...ts.configs.disableTypeChecked,
  languageOptions: { parserOptions: { projectService: false } },
};
const eslint = new ESLint({ overrideConfig: [untyped] });
const RULES = ['vitrine/no-html', 'svelte/no-at-html-tags', 'astro/no-set-html-directive'];

async function broken(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  expect(result?.messages.filter(({ fatal }) => fatal)).toEqual([]);
  const ids = new Set(result?.messages.map(({ ruleId }) => ruleId ?? ''));
  return [...ids].filter((id) => RULES.includes(id));
}

const script = (code: string) => `declare const element: HTMLElement, text: string;\n${code}`;

test.each([
  ['element.innerHTML = text;'],
  ['element.outerHTML = text;'],
  ["element.insertAdjacentHTML('beforeend', text);"],
  ["new DOMParser().parseFromString(text, 'text/html');"],
  ['document.createRange().createContextualFragment(text);'],
  ['document.write(text);'],
  ["element['innerHTML'] = text;"],
  ["element.setAttribute('style', text);"],
  ["document.createElement('style');"],
  ["document.createElement('script');"],
])('%s is refused in a script of the site', async (code) => {
  expect(await broken('src/components/figures/Map/map.ts', script(code))).toEqual([
    'vitrine/no-html',
  ]);
});

test.each([
  ['src/components/figures/Map/Map.svelte', '<p>{@html text}</p>', 'svelte/no-at-html-tags'],
  ['src/components/figures/Map/Map.svelte', '<p style="color: red">x</p>', 'vitrine/no-html'],
  [
    'src/components/figures/Map/Map.svelte',
    '<script lang="ts">let e: HTMLElement; $effect(() => { e.innerHTML = "x"; });</script><p bind:this={e}></p>',
    'vitrine/no-html',
  ],
  ['src/components/site/Layout.astro', '<p set:html={text} />', 'astro/no-set-html-directive'],
])('%s: %s is refused', async (filePath, code, rule) => {
  expect(await broken(filePath, code)).toContain(rule);
});

test.each([
  ['src/components/figures/Map/map.ts', script('console.log(element.outerHTML);')],
  [
    'src/components/figures/Map/map.ts',
    script('element.textContent = text; element.style.top = text;'),
  ],
  [
    'src/lib/model/store/file.ts',
    'declare const file: { write(text: string): void };\nfile.write("x");',
  ],
  ['src/components/figures/Map/Map.svelte', '<p style="color: {colour}" style:top={y}>x</p>'],
  ['src/components/site/Page.astro', '<script is:inline set:html={text} />'],
])('%s: %s is allowed', async (filePath, code) => {
  expect(await broken(filePath, code)).toEqual([]);
});

/** Every figure that a lesson or a lab shows can be embedded. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { embeddedFigures } from '#lib/embed/figures.ts';
import { embedPage } from '../../../tools/embed/integration.ts';

const FIGURES = 'src/components/figures';

/** The component files that a text imports from the folder of figures. */
function imported(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/from '([^']+\.(?:svelte|astro))'/g)]
    .map(([, path = '']) =>
      path.startsWith('#components/')
        ? `src/components/${path.slice('#components/'.length)}`
        : join(dirname(file), path),
    )
    .filter((path) => path.startsWith(FIGURES));
}

/** The ids of the figures that a file shows, by itself or through what it imports. */
function idsIn(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const own = [...text.matchAll(/<FigureFrame\s[^>]*?\bid="([\w-]+)"/g)].map(([, id = '']) => id);
  return [...own, ...imported(file).flatMap((each) => idsIn(each, seen))];
}

const files = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending) && name !== 'index.astro')
    .map((name) => join(folder, name));
const pages = [
  ...files('content/lessons/en', '.mdx').map((file) => ({
    file,
    page: relative('content', file).replace('lessons/en', 'lessons').replace('.mdx', ''),
  })),
  ...files('src/pages/[lang]/labs', '.astro').map((file) => ({
    file,
    page: relative('src/pages/[lang]', file).replace('.astro', ''),
  })),
];

test.each(pages)('each figure of $page can be embedded', ({ file }) => {
  const known = embeddedFigures.map(({ id }) => id);
  const shown = idsIn(file);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter((id) => !known.includes(id))).toEqual([]);
});

describe.each(embeddedFigures)('/embed/…/$id/', ({ id, page, component }) => {
  test('shows a figure of that id, and leads to a page that shows it', () => {
    const file = join(FIGURES, component);
    expect(existsSync(file), file).toBe(true);
    expect(idsIn(file)).toContain(id);
    const source = pages.find((each) => each.page === page)?.file ?? '';
    expect(idsIn(source)).toContain(id);
  });
});

test('a figure that has no page to embed does not offer one', () => {
  const components = readdirSync(FIGURES, { recursive: true, encoding: 'utf8' });
  const offered = components
    .filter((name) => name.endsWith('.svelte'))
    .flatMap((name) => {
      const text = readFileSync(join(FIGURES, name), 'utf8');
      return [...text.matchAll(/<FigureFrame\s[^>]*?\bid="([\w-]+)"([^>]*)/g)];
    })
    .filter(([whole]) => !whole.includes('embed={false}'))
    .map(([, id = '']) => id);
  expect(offered.toSorted()).toEqual(embeddedFigures.map(({ id }) => id).toSorted());
});

test('an id is the address of one figure', () => {
  const ids = embeddedFigures.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('embedPage(figure) wakes the figure when it is seen, unless it does so itself', () => {
  const figure = {
    id: 'leak',
    page: 'lessons/1-what-gpt-is',
    component: 'family/LeakFigure.svelte',
  };
  const wakes = (text: string) => /<Figure [^\n]*client:visible/.test(text);
  expect(wakes(embedPage(figure))).toBe(true);
  expect(wakes(embedPage({ ...figure, component: 'tokens/FindToken.astro' }))).toBe(false);
});

/** Every figure keeps what is set there in the page's link, and takes any link. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, test, vi } from 'vitest';
import { embeddedFigures } from '#lib/embed/figures.ts';
import { PAGE, readPart, writePart, type Part, type Schema } from '#lib/link/index.ts';
import type { Remembered } from '#lib/state/page-member.ts';
import { propsOf } from './props.ts';

type State = Record<string, unknown>;
interface Joined {
  readonly id: string;
  readonly schema: Schema<State>;
  readonly kept: Remembered<State>;
}
const { joined } = vi.hoisted(() => ({ joined: [] as Joined[] }));

vi.mock('#lib/state/remember.svelte.ts', () => ({
  rememberIn: (id: string, schema: Schema<State>, kept: Remembered<State>) =>
    joined.push({ id, schema, kept }),
  pageLink: () => ({ ofPage: () => null }),
}));
// What is asked is looked at, not what comes of it.
vi.mock('#lib/state/latest.ts', () => ({
  latestOnly: () => ({ start: async () => undefined, abort: () => undefined }),
}));

const components = import.meta.glob<{ default: Component<State> }>(
  '/src/components/figures/**/*.svelte',
);
const sources = import.meta.glob<string>('/src/components/figures/**/*.svelte', {
  query: '?raw',
  import: 'default',
});

/** The lines of the documentation. */
const listed = readFileSync('docs/links.md', 'utf8')
  .split('\n')
  .map((line) => line.replace(/ +/, ' '));

/** Figures in which nothing is set. */
const STILL = ['one-head', 'memory'];

const figures = embeddedFigures.map(({ id, component }) => {
  const file = `/src/components/figures/${component.replace(/\.astro$/, '.svelte')}`;
  return { id, file, part: id === 'decoding-lab' ? PAGE : id };
});

/** What was begun without waiting for it has ended. */
const settled = () => new Promise(setImmediate);

/** What a figure keeps, drawn as the server draws it. */
async function partsOf(id: string, file: string): Promise<readonly Joined[]> {
  const component = await components[file]?.();
  if (!component) throw new Error(`no component: ${file}`);
  joined.length = 0;
  await render(component.default, { props: { lang: 'en', ...(await propsOf(id)) } });
  return [...joined];
}

describe.each(figures)('$id', ({ id, file, part }) => {
  test('keeps its state, and takes any', async () => {
    const parts = await partsOf(id, file);
    const source = (await sources[file]?.()) ?? '';
    if (STILL.includes(id)) {
      expect(parts).toEqual([]);
      // A box, a list or a button of its own would have to be kept.
      expect(source).not.toMatch(/<(input|select|textarea|button)\b|#snippet controls/);
      return;
    }
    const own = parts.find((each) => each.id === part);
    if (!own) throw new Error('nothing is kept');
    const { schema, kept } = own;
    const keys = Object.values(schema).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const named = Object.entries(schema).map(([name, { key }]) => `${key} ${name}`);
    expect(listed).toContain(`${id} ${named.join(', ')}`);
    const read = (): Part => {
      const { part: written, left } = writePart(schema, kept.get());
      expect(left).toEqual([]);
      expect(readPart(schema, written).left).toEqual([]);
      return written;
    };
    const first = read();

    const words = [...source.matchAll(/'([\w-]{1,20})'/g)].map(([, word]) => word ?? '');
    const value = fc.oneof(
      fc.nat(130).map(String),
      fc.constantFrom(...words, ...first.values(), '', '0.5', '-1', '99999', 'a b', '1_2_3', '0.1'),
      fc.string({ unit: 'binary' }),
      fc.array(fc.nat(9)).map((list) => list.join('_')),
    );
    const state = fc.dictionary(fc.constantFrom(...keys), value);
    fc.assert(
      fc.property(state, (values) => {
        kept.set(readPart(schema, new Map(Object.entries(values))).state);
        read();
      }),
    );
    await settled();
    kept.set(readPart(schema, first).state);
    await settled();
    expect([...read()]).toEqual([...first]);
  });
});

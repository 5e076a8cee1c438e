import { expect, test } from 'vitest';
import { flag, PAGE, text, whole, withDefault, writePart, type Schema } from '#lib/link/index.ts';
import { PageLink } from '#lib/state/page-link.ts';

interface Toy {
  readonly words: string;
  readonly layer: number;
  readonly on: boolean;
}
const schema: Schema<Toy> = {
  words: text('p', 50_000),
  layer: whole('l', 0, 99),
  on: withDefault(flag('o'), false),
};

/** An address bar, and figures that remember themselves in it. */
function page(hash: string) {
  const bar = { hash, path: '/en/lessons/4-attention/', written: 0 };
  const link = new PageLink({
    path: () => bar.path,
    hash: () => bar.hash,
    write(fragment) {
      bar.hash = fragment === '' ? '' : `#${fragment}`;
      bar.written++;
    },
  });
  const figure = (
    id: string,
    first: Toy,
    toy: { state: Toy; sets: number } = { state: first, sets: 0 },
  ) => {
    const page = { gives: {} as Partial<Toy> };
    link.join(id, schema, {
      get: () => toy.state,
      given: () => page.gives,
      set(state) {
        toy.state = { ...toy.state, ...state };
        toy.sets++;
      },
    });
    const change = async (state: Partial<Toy>): Promise<void> => {
      toy.state = { ...toy.state, ...state };
      const { part, left } = writePart(schema, toy.state);
      link.note(id, part, left.length > 0);
      await link.flush();
    };
    const give = async (state: Partial<Toy>): Promise<void> => {
      page.gives = { ...page.gives, ...state };
      await change(state);
    };
    return { toy, change, give };
  };
  return { bar, link, figure };
}

const FIRST: Toy = { words: 'the cat', layer: 1, on: false };

test('the address stays as it is until the reader changes something', async () => {
  const { bar, link, figure } = page('#softmax');
  const { toy, change } = figure('head-steps', FIRST);
  await change({});
  expect([bar.hash, bar.written, toy.sets, link.changed]).toEqual(['#softmax', 0, 0, false]);
  await change({ layer: 3 });
  expect(bar.hash).toBe('#v2?at=head-steps&head-steps.p=the+cat&head-steps.l=3');
  expect([link.changed, link.at, link.figures]).toEqual([true, 'head-steps', ['head-steps']]);
  await change({ layer: 1 });
  expect([bar.hash, link.changed]).toEqual(['', false]);
});

test('a link is shown, and its own words stay until the reader changes something', async () => {
  const { bar, link, figure } = page('#v2?head-steps.l=7&other.x=1&at=head-steps');
  const { toy, change } = figure('head-steps', FIRST);
  expect(toy.state).toEqual({ words: 'the cat', layer: 7, on: false });
  await change({});
  expect(bar.written).toBe(0);
  await change({ on: true });
  // What belongs to a figure that has not woken yet is kept.
  expect(bar.hash).toBe(
    '#v2?at=head-steps&other.x=1&head-steps.p=the+cat&head-steps.l=7&head-steps.o=1',
  );
  expect(link.notice).toBeNull();
});

test('what makes no sense is left out, and said', () => {
  const { link, figure } = page('#v2?a.l=777&a.p=hello&a.zz=1');
  let told = 0;
  link.watch(() => told++);
  const { toy } = figure('a', FIRST);
  expect([toy.state, link.notice, told]).toEqual([{ ...FIRST, words: 'hello' }, 'partly', 1]);
  expect(page('#v3?a=1').link.notice).toBe('newer');
  expect(page('#content').link.notice).toBeNull();
});

test('a compressed link reaches figures that are there already', async () => {
  const one = page('');
  const words = '一个小女孩。'.repeat(900);
  await one.figure('a', FIRST).change({ words });
  expect(one.bar.hash).toMatch(/^#v2z\./);
  const two = page(one.bar.hash);
  const { toy } = two.figure('a', FIRST);
  await new Promise<void>((done) => two.link.watch(done));
  expect(toy.state.words).toBe(words);
  await two.figure('b', FIRST).change({ layer: 2 });
  expect((await two.link.whole())?.startsWith('v2z.')).toBe(true);
});

test('another link on the same page: figures that it says nothing of go back to their beginning', async () => {
  const { bar, link, figure } = page('');
  const [a, b] = [figure('a', FIRST), figure('b', FIRST)];
  await a.change({ layer: 5 });
  await b.change({ layer: 6 });
  bar.hash = '#v2?b.l=8';
  link.follow(bar.hash);
  expect([a.toy.state.layer, b.toy.state.layer]).toEqual([1, 8]);
  link.follow('#softmax');
  expect(b.toy.state.layer).toBe(8);
  link.reset();
  await link.flush();
  expect([b.toy.state.layer, bar.hash, link.changed]).toEqual([1, '', false]);
});

test('linkTo(id) opens the page at a figure with what was set there', async () => {
  const { link, figure } = page('');
  const [own, a] = [figure(PAGE, FIRST), figure('a', FIRST)];
  expect(await link.linkTo('a')).toBe('a');
  await a.change({ layer: 5 });
  await figure('b', FIRST).change({ layer: 2 });
  expect(await link.linkTo('a')).toBe('v2?at=a&a.p=the+cat&a.l=5');
  await own.change({ layer: 9 });
  expect(await link.linkTo('a')).toBe('v2?p=the+cat&l=9&at=a&a.p=the+cat&a.l=5');
});

test('a page that is left at once keeps what was changed last', () => {
  const { bar, link, figure } = page('');
  const { toy } = figure('a', FIRST);
  toy.state = { ...FIRST, layer: 5 };
  link.note('a', writePart(schema, toy.state).part, false);
  expect(bar.hash).toBe('');
  link.hurry();
  expect(bar.hash).toBe('#v2?at=a&a.p=the+cat&a.l=5');
});

test('what the page gives to a figure is no change of the reader’s', async () => {
  const { bar, link, figure } = page('');
  const { toy, change, give } = figure('a', FIRST);
  await give({ words: 'of the page' });
  expect([bar.hash, bar.written, link.changed]).toEqual(['', 0, false]);
  await change({ layer: 4 });
  expect(bar.hash).toBe('#v2?at=a&a.p=of+the+page&a.l=4');
  link.reset();
  await link.flush();
  expect([toy.state, bar.hash]).toEqual([{ ...FIRST, words: 'of the page' }, '']);
  expect(link.ofPage('p')).toBeNull();
  expect(page('#v2?p=a+b&x.p=c').link.ofPage('p')).toBe('a b');
});

test('two figures that share a state: the second finds it as it is, and the first picture is the first one’s', async () => {
  const { bar, link, figure } = page('#v2?head-atlas.l=7');
  const atlas = figure('head-atlas', FIRST);
  expect(atlas.toy).toEqual({ state: { ...FIRST, layer: 7 }, sets: 1 });
  await atlas.change({ words: 'mine' });
  const views = figure('head-atlas', FIRST, atlas.toy);
  expect(atlas.toy.sets).toBe(1);
  await views.change({});
  expect(bar.hash).toBe('#v2?at=head-atlas&head-atlas.p=mine&head-atlas.l=7');
  expect(await link.linkTo('head-views')).toBe('v2?at=head-views&head-atlas.p=mine&head-atlas.l=7');
  await views.change(FIRST);
  expect([bar.hash, link.changed]).toEqual(['', false]);
});

test('what does not fit is told, and the rest is kept', async () => {
  const { bar, link, figure } = page('');
  const { change } = figure('a', FIRST);
  await change({ words: 'x'.repeat(50_001), layer: 4 });
  expect([bar.hash, link.notice]).toEqual(['#v2?at=a&a.l=4', 'not-kept']);
  await change({ words: 'y' });
  expect([bar.hash, link.notice]).toEqual(['#v2?at=a&a.p=y&a.l=4', null]);
});

test('nothing is written once the reader is on another page', async () => {
  const { bar, figure } = page('');
  const { change } = figure('a', FIRST);
  bar.path = '/en/';
  await change({ layer: 5 });
  expect(bar.written).toBe(0);
});

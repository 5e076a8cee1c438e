import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { SCORES } from '#lib/heads/index.ts';
import type { Edit } from '#lib/model/edits.ts';
import {
  edits,
  headsPage,
  LIMITS,
  LONG,
  makeLink,
  modelPage,
  openAtOnce,
  openLink,
  PAGE,
  playground,
  readPart,
  writePart,
  type HeadsPageState,
  type ModelPageState,
  type Parts,
} from '#lib/link/index.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 300 });
const at = fc.record({ layer: fc.nat(47), head: fc.nat(24) });
const place = fc.option(fc.nat(1023));

const modelStates: fc.Arbitrary<ModelPageState> = fc.record({
  prompt: text,
  begin: fc.boolean(),
  layer: fc.nat(47),
  head: fc.nat(24),
  strategy: fc.constantFrom('greedy', 'sample'),
  temperature: fc.double({ min: 0, max: 100, noNaN: true }).map((x) => x + 0),
  topK: fc.nat(50_257),
  topP: fc.double({ min: 0.001, max: 1, noNaN: true }),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  query: place,
  key: place,
  station: fc.option(fc.constantFrom('hook_embed', 'blocks.0.ln1.hook_normalized')),
});

const headsStates: fc.Arbitrary<HeadsPageState> = fc.record({
  text,
  other: fc.option(text),
  open: at,
  query: place,
  key: place,
  pins: fc.array(at, { maxLength: 12 }),
  score: fc.constantFrom(...SCORES),
  measure: fc.constantFrom('text', 'random'),
  withoutFirst: fc.boolean(),
  pooling: fc.constantFrom('max', 'mean'),
  scale: fc.constantFrom('linear', 'log'),
  order: fc.constantFrom('layer', 'score'),
  least: fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0),
});

const editLists: fc.Arbitrary<Edit[]> = fc.array(
  fc
    .record(
      {
        at: fc.constantFrom('blocks.3.attn.hook_z', 'hook_embed', 'blocks.11.hook_resid_pre'),
        head: fc.nat(11),
        pos: fc.array(fc.nat(1023), { minLength: 1, maxLength: 5 }),
      },
      { requiredKeys: ['at'] },
    )
    .chain((where) =>
      fc.oneof(
        fc.constantFrom<Edit>({ ...where, do: 'zero' }, { ...where, do: 'mean' }),
        fc
          .oneof(
            fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
            fc.array(
              fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
              {
                minLength: 1,
                maxLength: 8,
              },
            ),
          )
          .map((value): Edit => ({ ...where, do: 'add', value })),
      ),
    ),
  { maxLength: 10 },
);

async function opened(hash: string): Promise<Parts> {
  const link = await openLink(hash);
  if (link.kind !== 'link') throw new Error(link.kind);
  expect(link.left).toEqual([]);
  return link.parts;
}

const linkOf = async (parts: Parts): Promise<string> => `#${(await makeLink(parts)) ?? ''}`;

describe('makeLink and openLink', () => {
  test('a page comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(modelStates, async (state) => {
        const { part } = writePart(modelPage, state);
        const back = readPart(
          modelPage,
          (await opened(await linkOf(new Map([[PAGE, part]])))).get(PAGE),
        );
        expect(back).toEqual({ state, left: [] });
      }),
    );
    await fc.assert(
      fc.asyncProperty(headsStates, async (state) => {
        const { part } = writePart(headsPage, state);
        const back = readPart(
          headsPage,
          (await opened(await linkOf(new Map([[PAGE, part]])))).get(PAGE),
        );
        expect(back).toEqual({ state, left: [] });
      }),
    );
  });

  test('a short link can be read by people', async () => {
    const page = writePart(headsPage, {
      text: 'a b',
      other: null,
      open: { layer: 5, head: 1 },
      pins: [{ layer: 6, head: 9 }],
      score: 'induction',
      measure: 'text',
    }).part;
    const lab = new Map([['e', 'blocks.0.attn.hook_z:5=zero']]);
    const parts = new Map([
      [PAGE, page],
      ['causal-lab', lab],
    ]);
    expect(await makeLink(parts)).toBe(
      'v2?p=a+b&o=5.1&i=6.9&s=induction&causal-lab.e=blocks.0.attn.hook_z:5%3Dzero',
    );
  });

  test('a long text is compressed, and is deflated data to others, too', async () => {
    const prompt = '一个小女孩走进森林。'.repeat(1500);
    const link = await linkOf(new Map([[PAGE, new Map([['p', prompt]])]]));
    expect(link).toMatch(/^#v2z\.[\w-]+$/);
    expect(link.length).toBeLessThan(LONG);
    const bytes = Buffer.from(link.slice(5), 'base64url');
    expect(new URLSearchParams(inflateRawSync(bytes.subarray(4)).toString()).get('p')).toBe(prompt);
    expect((await opened(link)).get(PAGE)?.get('p')).toBe(prompt);
    expect(openAtOnce(link)).toBeNull();
  });

  test('one that is too long is not made', async () => {
    const noise = Array.from({ length: 150_000 }, (_, i) =>
      String.fromCodePoint(0x4e00 + ((Math.imul(i, 2654435761) >>> 8) % 20_000)),
    ).join('');
    expect(await makeLink(new Map([[PAGE, new Map([['p', noise]])]]))).toBeNull();
  });
});

describe('openLink(hash)', () => {
  test.each(['', '#', '#head-atlas', '#content', '#p=a', '#v', '#version?', '#v2', '#v2z'])(
    '%j is no link',
    async (hash) => {
      expect(await openLink(hash)).toEqual({ kind: 'none' });
    },
  );

  test.each(['#v3?p=a', '#v3z.abc', '#v12?', '#heads2?p=a', '#text9?t=a', '#decoding2?'])(
    '%j is of a newer form',
    async (hash) => {
      expect(await openLink(hash)).toEqual({ kind: 'unreadable', why: 'newer' });
    },
  );

  test('a compressed link that was cut or mistyped is damaged, wherever', async () => {
    const link = await linkOf(new Map([[PAGE, new Map([['p', 'The cat sat. '.repeat(300)]])]]));
    for (let at = 6; at < link.length; at++)
      expect(await openLink(link.slice(0, at))).toMatchObject({ kind: 'unreadable' });
    const whole = await opened(link);
    let unharmed = 0;
    const spoiled = fc.tuple(
      fc.integer({ min: 5, max: link.length - 2 }),
      fc.constantFrom(...'aZ0-_'),
    );
    await fc.assert(
      fc.asyncProperty(spoiled, async ([at, by]) => {
        const read = await openLink(link.slice(0, at) + by + link.slice(at + 1));
        // Some bits of deflated data mean nothing: then the text is what it was.
        expect(read.kind === 'link' ? read.parts : null).toEqual(
          read.kind === 'link' ? whole : null,
        );
        if (read.kind !== 'link') expect(read).toEqual({ kind: 'unreadable', why: 'damaged' });
        else unharmed++;
      }),
    );
    expect(unharmed).toBeLessThan(30);
  });

  test('a link that would blow up is refused before it does', async () => {
    const bomb = deflateSync(new Uint8Array(60_000_000), { level: 6 });
    expect(bomb.length).toBeLessThan(LIMITS.packed * 0.75);
    const link = `#v2z.${Buffer.concat([Buffer.alloc(4), bomb]).toString('base64url')}`;
    const before = process.memoryUsage().arrayBuffers;
    expect(await openLink(link)).toEqual({ kind: 'unreadable', why: 'damaged' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    expect(await openLink(`#v2z.${'a'.repeat(LIMITS.packed)}`)).toMatchObject({ why: 'too-long' });
    expect(await openLink(`#v2?p=${'a'.repeat(LIMITS.link)}`)).toMatchObject({ why: 'too-long' });
  });

  test('never rejects, and every field of what it gives makes sense', async () => {
    const { part } = writePart(headsPage, { text: 'a', score: 'self', pins: [] });
    const link = await linkOf(new Map([[PAGE, part]]));
    const mutated = fc
      .tuple(fc.nat(link.length), fc.nat(6), fc.string({ unit: 'binary', maxLength: 8 }))
      .map(([at, cut, by]) => link.slice(0, at) + by + link.slice(at + cut));
    const form = fc.tuple(
      fc.constantFrom('', 'v1?', 'v2?', 'v2z.', 'heads1?', 'text1?', 'decoding1?'),
      fc.oneof(fc.string({ unit: 'binary' }), fc.webQueryParameters(), fc.base64String()),
    );
    const any = fc.oneof(
      mutated,
      form.map(([a, b]) => a + b),
      fc.string({ unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(any, async (hash) => {
        const read = await openLink(hash);
        if (read.kind !== 'link') return;
        for (const part of [...read.parts.values(), undefined]) {
          const model = readPart(modelPage, part).state;
          expect(writePart(modelPage, model).left).toEqual([]);
          const heads = readPart(headsPage, part).state;
          expect(writePart(headsPage, heads).left).toEqual([]);
          const { prompt = '', temperature = 0, topP = 1 } = model;
          expect(prompt.length <= 20_000 && temperature <= 100 && topP > 0).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('names like those of objects are names like others', async () => {
    const parts = await opened(
      '#v2?constructor=1&toString.valueOf=2'.replace('toString', 'tostring'),
    );
    expect(readPart(modelPage, parts.get(PAGE))).toMatchObject({ left: ['constructor'] });
    const read = await openLink('#v2?__proto__=1&__proto__.x=1&a.__proto__=2');
    expect(read).toMatchObject({ kind: 'link', left: ['__proto__', '__proto__.x', 'a.__proto__'] });
  });

  test('as many parts and keys as are sensible', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => `f${i}.a=1&k${i}=1`).join('&');
    const read = await openLink(`#v2?${many}`);
    if (read.kind !== 'link') throw new Error(read.kind);
    expect(read.parts.size).toBe(LIMITS.parts);
    expect(read.parts.get(PAGE)?.size).toBe(LIMITS.keys);
    expect(read.left.length).toBe(LIMITS.keys);
  });
});

describe('links of older forms open', () => {
  test('v1, the model page', async () => {
    const parts = await opened(
      '#v1?p=Once+upon+a+time&b=0&l=3&h=5&s=greedy&t=0.7&k=40&n=0.9&r=1234',
    );
    expect(readPart(modelPage, parts.get(PAGE))).toEqual({
      left: [],
      state: {
        ...{ prompt: 'Once upon a time', begin: false, layer: 3, head: 5, strategy: 'greedy' },
        ...{ temperature: 0.7, topK: 40, topP: 0.9, seed: 1234 },
        ...{ query: null, key: null, station: null },
      },
    });
  });

  test('what makes no sense in one is left out, and named', async () => {
    const parts = await opened('#v1?p=a%20b&l=-1&h=1e9&s=beam&t=NaN&k=2.5&n=0&r=7');
    expect(readPart(modelPage, parts.get(PAGE))).toMatchObject({
      state: { prompt: 'a b', seed: 7 },
      left: ['l', 'h', 's', 't', 'k', 'n'],
    });
  });

  test('heads1, the attention lab', async () => {
    const parts = await opened('#heads1?p=a+b&b=c+d&o=5.1&s=induction&q=4&k=2&i=5.1_6.9');
    expect(readPart(headsPage, parts.get(PAGE))).toEqual({
      left: [],
      state: {
        ...{ text: 'a b', other: 'c d', open: { layer: 5, head: 1 }, query: 4, key: 2 },
        pins: [
          { layer: 5, head: 1 },
          { layer: 6, head: 9 },
        ],
        ...{ score: 'induction', measure: 'text', withoutFirst: false },
        ...{ pooling: 'max', scale: 'linear', order: 'layer', least: 0 },
      },
    });
  });

  test('text1, the tokenizer playground', async () => {
    const one = await opened('#text1?t=a%F0%9F%98%89+b&s=1');
    const [read, plain] = [one, await opened('#text1?t=x')].map((parts) =>
      readPart(playground, parts.get('playground')),
    );
    expect(read).toEqual({ left: [], state: { text: 'a😉 b', allowSpecial: true } });
    expect(plain).toEqual({ left: [], state: { text: 'x', allowSpecial: false } });
  });

  test('decoding1, the decoding lab: its columns become one list', async () => {
    const parts = await opened(
      '#decoding1?p=a+b&s=1&n=40&c=%7B%22d%22%3A%7B%22topK%22%3A%2240%22%7D%7D&c=%7B%22d%22%3A%7B%7D%7D',
    );
    const columns = '[{"d":{"topK":"40"}},{"d":{}}]';
    expect([...(parts.get(PAGE) ?? [])]).toEqual([
      ['p', 'a b'],
      ['s', '1'],
      ['n', '40'],
      ['c', columns],
    ]);
    expect(await openLink('#decoding1?p=a&c=%7B&c=[]')).toMatchObject({ left: ['c'] });
  });
});

test('edits come back as they were, and nothing else does', () => {
  const { read, write } = edits('e');
  fc.assert(
    fc.property(editLists, (list) => {
      const written = write(list);
      expect(written === null ? null : read(written)).toEqual(list);
    }),
  );
  expect(read('blocks.3.attn.hook_z:5=zero')).toEqual([
    { at: 'blocks.3.attn.hook_z', head: 5, do: 'zero' },
  ]);
  for (const wrong of ['x', 'hook_embed=zero/1', 'hook_embed=scale', 'hook_embed=boil', '=zero,'])
    expect(read(wrong)).toBeUndefined();
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (noise) => void read(noise)));
});

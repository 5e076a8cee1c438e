import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ModelError } from '#lib/model/errors.ts';
import type { Manifest } from '#lib/model/store/manifest.ts';
import { filesFromManifest } from '#lib/model/store/open.ts';
import { parseManifest } from '#lib/model/store/parse-manifest.ts';
import { parseHeader } from '#lib/model/weights/index.ts';
import { tinyFile } from '../weights/tiny.ts';
import { storeTiny, type Stored } from './tiny-stored.ts';

let stored: Stored;
let good: Manifest;
beforeAll(async () => {
  stored = await storeTiny();
  good = stored.manifest;
});

const fault = (json: unknown): unknown => {
  try {
    return parseManifest(json);
  } catch (error) {
    return error instanceof ModelError ? `${error.code}: ${error.message}` : error;
  }
};

describe('parseManifest(json)', () => {
  const first = (change: object) => ({
    ...good,
    tensors: [{ ...good.tensors[0], ...change }, ...good.tensors.slice(1)],
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a list', () => [], /^bad-config: manifest\.json is not an object/],
    [
      'another file',
      () => ({ format: 'pt' }),
      /^bad-config: manifest\.json is not of stored weights/,
    ],
    ['a later version', () => ({ ...good, version: 2 }), /^bad-config: version 2 /],
    [
      'a made-up dtype',
      () => ({ ...good, dtype: 'int3' }),
      /^bad-config: unknown dtype of the model: "int3"/,
    ],
    ['no shards', () => ({ ...good, shards: [] }), /^truncated: tensor wte ends at/],
    [
      'a shard too many',
      () => ({ ...good, shards: [...good.shards, good.shards[0]] }),
      /^corrupt: \d+ bytes after/,
    ],
    [
      'a name for a hash',
      () => ({ ...good, shards: [{ sha256: '../x', bytes: 4 }] }),
      /^corrupt: no sha256/,
    ],
    [
      'a shard of a gigabyte',
      () => ({ ...good, shards: [{ ...good.shards[0], bytes: 2 ** 30 }] }),
      /^bad-config: bytes of shard/,
    ],
    [
      'bytes that do not fit the shape',
      () => first({ bytes: 4 }),
      /^wrong-shape: tensor wte has 4 bytes/,
    ],
    ['an empty shape', () => first({ shape: [0, 8] }), /^bad-config: shape of wte/],
    [
      'a shape that no number holds',
      () => first({ shape: [2 ** 31, 2 ** 31, 2 ** 31] }),
      /^wrong-shape/,
    ],
    [
      'an overlap',
      () => ({ ...good, tensors: [good.tensors[0], good.tensors[0]] }),
      /^corrupt: two tensors/,
    ],
    ['a gap', () => first({ offset: 8 }), /^corrupt: tensor wte does not follow/],
    [
      'int8 without a block',
      () => ({ ...good, block: null }),
      /^corrupt: tensor h\.0\.attn\.c_attn\.weight is int8/,
    ],
    ['a block of nothing', () => ({ ...good, block: 0 }), /^bad-config: block/],
  ])('refuses %s', (_, json, message) => {
    expect(fault(json())).toMatch(message);
  });

  test('70,000 damaged manifests: a ModelError, or a model whose weights are as large as it says', async () => {
    const text = JSON.stringify(good);
    const places = pathsOf(good);
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.integer(),
      fc.double(),
      fc.constantFrom(-1, 0, 1, 2 ** 31, 2 ** 53, 1e300, null, '', 'int4', 'fp32', 'wte', [], {}),
    );
    const change = fc.tuple(fc.nat(places.length - 1), value, fc.boolean());
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const json = JSON.parse(text) as unknown;
        for (const [place, to, remove] of changes) setAt(json, places[place]!, to, remove);
        try {
          const manifest = parseManifest(json);
          const size = manifest.shards.reduce((sum, { bytes }) => sum + bytes, 0);
          for (const { offset, bytes } of manifest.tensors)
            expect(offset >= 0 && offset + bytes <= size).toBe(true);
          const files = filesFromManifest(manifest, stored.readShard);
          opened++;
          const { name, shape } = manifest.tensors[opened % manifest.tensors.length]!;
          const values = await files.readWeight(name);
          expect(values.length).toBe(shape.reduce((a, b) => a * b, 1));
        } catch (error) {
          const known = error instanceof ModelError || /no such shard/.test(String(error));
          if (!known) throw error;
        }
      }),
      { numRuns: 70_000 },
    );
    expect(opened).toBeGreaterThan(100);
  });

  test('10,000 damaged texts of a manifest: not JSON, a ModelError, or a manifest', () => {
    const text = new TextEncoder().encode(JSON.stringify(good));
    const damage = fc.array(fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 32, max: 126 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(damage, fc.nat(text.length), (bytes, cut) => {
        const damaged = text.slice(0, cut % 3 === 0 ? cut : text.length);
        for (const [at, byte] of bytes) if (at < damaged.length) damaged[at] = byte;
        let json: unknown;
        try {
          json = JSON.parse(new TextDecoder().decode(damaged));
        } catch {
          return;
        }
        expect(['string', 'object']).toContain(typeof fault(json));
        expect(fault(json)).not.toBeInstanceOf(Error);
      }),
      { numRuns: 10_000 },
    );
  });
});

test('20,000 damaged safetensors headers: a ModelError, or tensors inside the file', () => {
  const file = tinyFile();
  const end = Math.min(...[...parseHeader(file, file.length).tensors.values()].map((t) => t.begin));
  const damage = fc.array(fc.tuple(fc.nat(end - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(damage, fc.option(fc.nat(file.length)), (bytes, cut) => {
      const damaged = file.slice(0, cut ?? file.length);
      for (const [at, byte] of bytes) if (at < damaged.length) damaged[at] = byte;
      try {
        for (const { begin, end } of parseHeader(damaged, damaged.length).tensors.values())
          expect(begin >= 8 && begin <= end && end <= damaged.length).toBe(true);
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
      }
    }),
    { numRuns: 20_000 },
  );
});

type Path = readonly (string | number)[];

/** Every place in a JSON value, the inner ones too. */
function pathsOf(json: unknown, path: Path = []): Path[] {
  const inner =
    typeof json === 'object' && json !== null
      ? Object.entries(json).flatMap(([key, value]) => pathsOf(value, [...path, key]))
      : [];
  return path.length === 0 ? inner : [path, ...inner];
}

function setAt(json: unknown, path: Path, value: unknown, remove: boolean): void {
  let at = json as Record<string, unknown> | null | undefined;
  for (const key of path.slice(0, -1)) {
    at = at?.[key] as Record<string, unknown> | null | undefined;
    if (typeof at !== 'object' || at === null) return;
  }
  const last = path.at(-1)!;
  if (at === null || at === undefined) return;
  if (remove && Array.isArray(at)) at.splice(Number(last), 1);
  else if (remove) Reflect.deleteProperty(at, last);
  else at[last] = value;
}

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredDtype } from '#lib/model/store/manifest.ts';
import { filesFromManifest } from '#lib/model/store/open.ts';
import { createPacker, type PackOptions, type Packed } from '#lib/model/store/pack.ts';
import { parseManifest } from '#lib/model/store/parse-manifest.ts';
import { decodeTensor, encodeTensor, storedBytes, storedDtype } from '#lib/model/store/quantise.ts';
import { tensorShapes, type TensorName } from '#lib/model/weights/index.ts';
import { tinyConfig } from '../weights/tiny.ts';
import { storeTiny, tinyValues } from './tiny-stored.ts';

const dtypes = ['int8', 'int4', 'fp16', 'fp32'] as const;

/** What a tensor is after being stored: the truth for what the files give. */
function expected(name: TensorName, shape: readonly number[], dtype: StoredDtype): Float32Array {
  const form = { dtype: storedDtype(name, dtype), shape, block: 32 };
  return decodeTensor(encodeTensor(tinyValues(name, shape), form), form);
}

describe('createPacker and filesFromManifest', () => {
  test.each(dtypes)(
    '%s: every tensor comes back as it was stored, whatever the shards',
    async (dtype) => {
      for (const shardBytes of [64, 500, 1_000_000]) {
        const { manifest, shards, readShard } = await storeTiny({ dtype, shardBytes });
        for (const [sha256, bytes] of shards) {
          expect(bytes.length).toBeLessThanOrEqual(shardBytes);
          expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
        }
        const read = parseManifest(JSON.parse(JSON.stringify(manifest)));
        expect(read).toEqual(manifest);
        const files = filesFromManifest(read, readShard);
        expect(files.config).toEqual(tinyConfig);
        for (const [name, shape] of tensorShapes(tinyConfig))
          expect(await files.readWeight(name), name).toEqual(expected(name, shape, dtype));
        const { wte, wpe } = await files.tables();
        expect(wte).toEqual(expected('wte', [11, 8], dtype));
        expect(wpe).toEqual(expected('wpe', [16, 8], dtype));
        expect(await files.readWeight('wte')).toBe(wte);
      }
    },
  );

  test('a tied head is the token table; one of its own is stored and counted', async () => {
    const tied = await storeTiny();
    const files = filesFromManifest(tied.manifest, tied.readShard);
    expect(files.head).toBe('wte');
    expect(await files.readWeight('lm_head')).toEqual(await files.readWeight('wte'));

    const own = await storeTiny({ untied: true });
    const more = filesFromManifest(own.manifest, own.readShard);
    expect(more.head).toBe('lm_head');
    expect(await more.readWeight('lm_head')).toEqual(expected('lm_head', [11, 8], 'int8'));
    expect(more.parameters).toBe(files.parameters + 11 * 8);
  });

  test('reads each shard once when tensors are read in their order', async () => {
    const { manifest, readShard, asked } = await storeTiny();
    const files = filesFromManifest(manifest, readShard);
    for (const { name } of manifest.tensors) await files.readWeight(name);
    expect(asked).toEqual(manifest.shards.map(({ sha256 }) => [sha256, false]));
  });

  test('a wrong shard is asked for once more; wrong twice, it is named', async () => {
    const { manifest, readShard, shards, asked } = await storeTiny();
    const { sha256 } = manifest.shards[2]!;
    const good = shards.get(sha256)!;
    const bad = good.slice();
    bad[10]! ^= 1;
    const name = manifest.tensors.find(({ offset }) => offset >= 1000)!.name;

    const healing = filesFromManifest(manifest, (shard, again) =>
      shard.sha256 === sha256 && !again ? Promise.resolve(bad) : readShard(shard, again),
    );
    await healing.readWeight(name);
    expect(asked).toContainEqual([sha256, true]);

    for (const bytes of [bad, good.subarray(1), new Uint8Array(0)]) {
      shards.set(sha256, bytes);
      const broken = filesFromManifest(manifest, readShard).readWeight(name);
      await expect(broken).rejects.toMatchObject({ code: 'corrupt', details: { found: sha256 } });
      await expect(broken).rejects.toThrow(sha256);
    }
    // A repaired store works without opening the model again.
    const files = filesFromManifest(manifest, readShard);
    await expect(files.readWeight(name)).rejects.toThrow();
    shards.set(sha256, good);
    await files.readWeight(name);
  });

  test('refuses tensors that are missing or of another shape than the configuration says', async () => {
    const { manifest, readShard } = await storeTiny();
    const tensors = manifest.tensors.filter(({ name }) => name !== 'h.1.ln_2.bias');
    expect(() => filesFromManifest({ ...manifest, tensors }, readShard)).toThrow(
      /no tensor h\.1\.ln_2\.bias/,
    );
    const config = { ...(manifest.config as object), n_embd: 16 };
    expect(() => filesFromManifest({ ...manifest, config }, readShard)).toThrow(
      'tensor wte is [11, 8] where [11, 16] belongs',
    );
    expect(() => filesFromManifest({ ...manifest, tied: false }, readShard)).toThrow(/lm_head/);
  });

  test('a claim of 32 GiB costs nothing while no shard comes', async () => {
    const { manifest } = await storeTiny();
    const config = { ...tinyConfig, vocab_size: 2 ** 23, n_embd: 2048, n_inner: 8 };
    let offset = 0;
    const tensors = [...tensorShapes(config)].map(([name, shape]) => {
      const dtype = storedDtype(name, 'int8');
      const bytes = storedBytes({ dtype, shape, block: 32 });
      return { name, shape, dtype, bytes, offset: (offset += bytes) - bytes };
    });
    const shards = Array.from({ length: Math.ceil(offset / 2 ** 24) }, (_, i) => ({
      sha256: 'a'.repeat(64),
      bytes: Math.min(2 ** 24, offset - i * 2 ** 24),
    }));
    const huge = { ...manifest, config: { model_type: 'gpt2', ...config }, tensors, shards };
    const before = process.memoryUsage().arrayBuffers;
    const files = filesFromManifest(parseManifest(huge), () =>
      Promise.reject(new Error('no such shard')),
    );
    await expect(files.tables()).rejects.toThrow('no such shard');
    expect(offset).toBeGreaterThan(2 ** 35);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 24);
  });
});

describe('createPacker({ resume })', () => {
  const add = async (options: PackOptions, upTo = Infinity): Promise<Packed> => {
    const packer = createPacker(options);
    const begun = new Set<string>(packer.packed.tensors.map(({ name }) => name));
    let count = 0;
    for (const [name, shape] of tensorShapes(tinyConfig))
      if (count++ < upTo && !begun.has(name))
        await packer.add(name, shape, tinyValues(name, shape));
    return upTo === Infinity ? packer.finish() : packer.packed;
  };

  test('goes on after any tensor and gives the same shards as in one go', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(28),
        fc.integer({ min: 16, max: 400 }).map((n) => 4 * n),
        fc.constantFrom(...dtypes),
        async (stop, shardBytes, dtype) => {
          const options = { dtype, shardBytes };
          const whole: string[] = [];
          const parts: string[] = [];
          const once = await add({ ...options, onShard: ({ sha256 }) => void whole.push(sha256) });
          const onShard = ({ sha256 }: { sha256: string }) => void parts.push(sha256);
          const begun = await add({ ...options, onShard }, stop);
          expect(await add({ ...options, onShard, resume: begun })).toEqual(once);
          expect(parts).toEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('refuses a tensor twice, and numbers that are none', async () => {
    const packer = createPacker({ dtype: 'int8', onShard: () => undefined, shardBytes: 64 });
    await packer.add('wpe', [2, 2], Float32Array.of(1, 2, 3, 4));
    await expect(packer.add('wpe', [1], Float32Array.of(1))).rejects.toThrow(/stored already/);
    await expect(packer.add('wte', [1], Float32Array.of(NaN))).rejects.toMatchObject({
      code: 'corrupt',
    });
  });

  test('waits for each shard to be kept before it goes on', async () => {
    const events: string[] = [];
    const packer = createPacker({
      dtype: 'fp32',
      shardBytes: 64,
      onShard: async ({ bytes }) => {
        events.push(`begin ${bytes}`);
        await Promise.resolve();
        events.push(`end ${bytes}`);
      },
    });
    await packer.add('wpe', [5, 8], new Float32Array(40).fill(1));
    await packer.finish();
    expect(events).toEqual(['begin 64', 'end 64', 'begin 64', 'end 64', 'begin 32', 'end 32']);
  });
});

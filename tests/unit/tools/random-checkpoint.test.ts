import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decode, sizeOf } from '#lib/model/weights/index.ts';
import { openModelDirectory } from '../../../tools/model/file-source.ts';
import { writeRandomCheckpoint } from '../../../tools/model/random-checkpoint.ts';
import { tinyConfig } from '../model/weights/tiny.ts';

// wpe spans more than one piece of the writer.
const config = { ...tinyConfig, n_embd: 16, n_inner: 64, n_positions: 70_000 };
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vitrine-'));
});
afterAll(() => rm(directory, { recursive: true }));

test('writeRandomCheckpoint writes a model that opens, the same for the same seed', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  await writeRandomCheckpoint(a, config, 7);
  await writeRandomCheckpoint(b, config, 7);
  await writeRandomCheckpoint(c, config, 8);
  const bytes = await readFile(join(a, 'model.safetensors'));
  expect(bytes.equals(await readFile(join(b, 'model.safetensors')))).toBe(true);
  expect(bytes.equals(await readFile(join(c, 'model.safetensors')))).toBe(false);

  const checkpoint = await openModelDirectory(a);
  expect(checkpoint.config).toEqual(config);
  expect(checkpoint.unused).toEqual([]);
  const wpe = await checkpoint.tensor('wpe');
  const { mean, deviation } = moments(wpe);
  // A million normals: five standard errors.
  expect(Math.abs(mean)).toBeLessThan((5 * 0.02) / Math.sqrt(wpe.length));
  expect(deviation).toBeCloseTo(0.02, 3);
  expect(moments(await checkpoint.tensor('ln_f.weight')).mean).toBeCloseTo(1, 1);
  await checkpoint.close();
});

test('writeRandomCheckpoint writes F16 under prefixed names: the same weights, rounded', async () => {
  const [full, half] = [join(directory, 'full'), join(directory, 'half')];
  await writeRandomCheckpoint(full, tinyConfig, 3);
  await writeRandomCheckpoint(half, tinyConfig, 3, { dtype: 'F16', prefix: 'transformer.' });
  const [exact, rounded] = [await openModelDirectory(full), await openModelDirectory(half)];
  for (const name of exact.names) {
    const bytes = new Uint8Array(new Float16Array(await exact.tensor(name)).buffer);
    expect(bytes).toHaveLength(2 * sizeOf(exact.shape(name)));
    expect(await rounded.tensor(name)).toEqual(decode(bytes, 'F16'));
  }
  await Promise.all([exact.close(), rounded.close()]);
});

function moments(values: Float32Array): { mean: number; deviation: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const square = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
}

/**
 * Makes the two small pictures that are drawn before any script runs: all heads of the teaching model
 * (patterns.json, of which the home shows a layer) and one of them in lesson 0 (head.json).
 *
 *   npm run -s stored-pictures
 */
import { writeFile } from 'node:fs/promises';
import type { Tensor } from '../../src/lib/model/api.ts';
import { openTeaching } from './teaching.ts';

const TEXT = 'The cat sat on the mat, and the';
/** The head of lesson 0. */
const [LAYER, HEAD] = [3, 2];

const figures = new URL('../../src/components/', import.meta.url);

interface Pictures {
  readonly wall: {
    readonly command: string;
    readonly tokens: readonly string[];
    readonly heads: readonly (readonly string[])[];
  };
  readonly head: {
    readonly command: string;
    readonly at: string;
    readonly head: number;
    readonly tokens: readonly string[];
    readonly pattern: readonly (readonly number[])[];
  };
}

/** Runs the teaching model on the sentence of both pictures. */
export async function makePictures(): Promise<Pictures> {
  const { engine, tokenizer } = await openTeaching();
  const { eos_token_id, n_layer, n_head } = engine.info.config;
  try {
    const ids = [eos_token_id, ...tokenizer.encode(TEXT)];
    const name = (layer: number): string => `blocks.${layer}.attn.hook_pattern`;
    const layers = Array.from({ length: n_layer }, (_, layer) => layer);
    const { captured } = await engine.run(ids, { capture: layers.map(name) });
    const rows = (layer: number, head: number): number[][] =>
      patternRows(captured[name(layer)]!, head);
    const tokens = ids.map((id) => tokenizer.decode([id]));
    const command = (capture: string): string =>
      `npm run -s vitrine -- run --ids ${ids.join()} --capture ${capture} --save run.safetensors`;
    const heads = layers.map((layer) =>
      Array.from({ length: n_head }, (_, head) => digits(rows(layer, head))),
    );
    const pattern = rows(LAYER, HEAD).map((row) => row.map((x) => Number(x.toFixed(4))));
    return {
      wall: { command: command('all'), tokens, heads },
      head: { command: command(name(LAYER)), at: name(LAYER), head: HEAD, tokens, pattern },
    };
  } finally {
    await engine.release();
  }
}

/** One head of a pattern [H, T, T], query by key. */
function patternRows({ shape, data }: Tensor, head: number): number[][] {
  const T = shape[1] ?? 0;
  return Array.from({ length: T }, (_, q) => {
    const from = (head * T + q) * T;
    return [...data.subarray(from, from + T)];
  });
}

/** Weights up to the diagonal, row by row, each to a 35th in one digit of base 36. */
const digits = (rows: readonly (readonly number[])[]): string =>
  rows
    .flatMap((row, q) => row.slice(0, q + 1))
    .map((weight) => Math.round(35 * weight).toString(36))
    .join('');

if (import.meta.main) {
  const { wall, head } = await makePictures();
  const write = (path: string, picture: object): Promise<void> =>
    writeFile(new URL(path, figures), `${JSON.stringify(picture, null, 2)}\n`);
  await write('figures/home/patterns.json', wall);
  await write('figures/look/head.json', head);
}

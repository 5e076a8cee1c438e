/**
 * The self-check: the model runs fixed prompts of 1, 31, 32 and 128 tokens and one that it reads on
 * with its cache, and its numbers are held against stored values of an independent implementation.
 * Wrong numbers on some GPUs are the commonest fault of models in browsers; fused attention goes
 * wrong from 32 tokens on. A GPU shows no number before all prompts are right; on WebAssembly,
 * where no kernel knows the length, the one read with the cache goes first and the others follow
 * behind what the reader asks for (load.ts).
 */
import type { CheckLine, Engine, SelfCheck } from './api.ts';
import { ModelError } from './errors.ts';

/** What an independent implementation computed for one prompt. */
export interface ReferencePrompt {
  readonly name: string;
  readonly ids: readonly number[];
  /** So many of the ids, at the end, are read one at a time when writing is checked. */
  readonly continued: number;
  /** Logits after the last token, for some ids. */
  readonly logits: readonly { readonly id: number; readonly value: number }[];
  /** Where the last token looks: one row of ids.length numbers for each layer and head. */
  readonly patterns: readonly (readonly number[])[];
}

export interface Reference {
  /** Of model.safetensors, in hexadecimal: one flipped bit may be too small for any tolerance. */
  readonly sha256: string;
  readonly prompts: readonly ReferencePrompt[];
}

/** Largest error allowed, by backend: float32 on both, but a GPU adds in another order. */
export const TOLERANCE = { wasm: 1e-3, webgpu: 1e-2 } as const;

/** Reads self-check.json; throws `corrupt` when it is not one. */
export function parseReference(json: unknown): Reference {
  const reference = json as Partial<Reference> | null;
  if (typeof reference?.sha256 !== 'string' || !Array.isArray(reference.prompts))
    throw new ModelError('corrupt', 'self-check.json holds no reference values');
  return reference as Reference;
}

/** Reads a text and gives the logits after it the way writing does. */
export type WriteLogits = (ids: readonly number[], continued: number) => Promise<Float32Array>;

/** Runs prompts of a reference, all or up to the first that goes wrong. */
export async function checkAgainstReference(
  engine: Engine,
  write: WriteLogits,
  prompts: readonly ReferencePrompt[],
  until: 'end' | 'first fault',
): Promise<SelfCheck> {
  const lines: CheckLine[] = [];
  const tolerance = TOLERANCE[engine.info.backend];
  const names = patternNames(engine);
  for (const { name, ids, continued, logits, patterns } of prompts) {
    const run = await engine.run(ids, { capture: names });
    const written = await write(ids, continued);
    const logitError = Math.max(
      ...logits.flatMap(({ id, value }) => [
        distance(run.logits.data[id], value),
        distance(written[id], value),
      ]),
    );
    const { n_head: H } = engine.info.config;
    const T = ids.length;
    const patternError = Math.max(
      ...patterns.flatMap((row, i) => {
        const data = run.captured[names[Math.floor(i / H)] ?? '']?.data;
        const from = ((i % H) * T + T - 1) * T;
        return row.map((value, k) => distance(data?.[from + k], value));
      }),
    );
    const passed = logitError <= tolerance && patternError <= tolerance;
    lines.push({ name, tokens: T, logitError, patternError, tolerance, passed });
    if (!passed && until === 'first fault') break;
  }
  const status = lines.every((line) => line.passed) ? 'passed' : 'failed';
  return { status, against: 'reference', lines };
}

/**
 * Lengths for a model without a reference, and how many of the tokens are then read one at a time.
 * Fused attention on a GPU goes wrong from 32 tokens on; on WASM no kernel knows the length.
 */
const LENGTHS = {
  wasm: [
    [1, 0],
    [12, 4],
  ],
  webgpu: [
    [1, 0],
    [32, 0],
    [40, 4],
  ],
} as const;

/** Without a reference: writing token by token and in one go must give the numbers of one pass. */
export async function checkAgainstItself(engine: Engine, write: WriteLogits): Promise<SelfCheck> {
  const { vocab_size: V, n_positions } = engine.info.config;
  const tolerance = TOLERANCE[engine.info.backend];
  const lines: CheckLine[] = [];
  for (const [tokens, continued] of LENGTHS[engine.info.backend]) {
    if (tokens > n_positions) continue;
    const ids = Array.from({ length: tokens }, (_, i) => (i * 7919 + 13) % V);
    const [run, written] = [await engine.run(ids), await write(ids, continued)];
    const logitError = run.logits.data.reduce(
      (worst, value, id) => Math.max(worst, distance(written[id], value)),
      0,
    );
    const name = `${String(tokens)} tokens`;
    const passed = logitError <= tolerance;
    lines.push({ name, tokens, logitError, patternError: 0, tolerance, passed });
  }
  const status = lines.every((line) => line.passed) ? 'not run' : 'failed';
  return { status, against: 'itself', lines };
}

/** Not-a-number is as wrong as can be. */
const distance = (a: number | undefined, b: number): number => {
  const difference = Math.abs((a ?? NaN) - b);
  return Number.isNaN(difference) ? Infinity : difference;
};

const patternNames = (engine: Engine): string[] =>
  Array.from(
    { length: engine.info.config.n_layer },
    (_, i) => `blocks.${String(i)}.attn.hook_pattern`,
  );

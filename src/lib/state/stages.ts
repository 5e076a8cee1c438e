/** The stations of the forward pass, as the map draws them and as a run is asked to bring them back. */
import type { Run } from '../model/api.ts';
import type { Gpt2Config } from '../model/config.ts';

/** The parts of one block that the map shows, in the order of computation. */
export const BLOCK_STAGES = ['ln1', 'attn', 'mid', 'ln2', 'mlp', 'post'] as const;
export type BlockStage = (typeof BLOCK_STAGES)[number];

/** A station: outside the blocks, or a part of block `layer`. */
export type StageKind = 'embed' | 'pos' | 'sum' | BlockStage | 'final' | 'logits';

export interface Stage {
  readonly kind: StageKind;
  /** null outside the blocks. */
  readonly layer: number | null;
  /** The activation's name; the logits have none in the cache and go by `logits`. */
  readonly name: string;
}

const NAMES: Readonly<Record<BlockStage, string>> = {
  ln1: 'ln1.hook_normalized',
  attn: 'hook_attn_out',
  mid: 'hook_resid_mid',
  ln2: 'ln2.hook_normalized',
  mlp: 'hook_mlp_out',
  post: 'hook_resid_post',
};

/** Every station of a model, in the order of computation. */
export function stagesOf({ n_layer }: Pick<Gpt2Config, 'n_layer'>): Stage[] {
  const blocks = Array.from({ length: n_layer }, (_, layer) =>
    BLOCK_STAGES.map((kind) => ({ kind, layer, name: `blocks.${String(layer)}.${NAMES[kind]}` })),
  );
  return [
    { kind: 'embed', layer: null, name: 'hook_embed' },
    { kind: 'pos', layer: null, name: 'hook_pos_embed' },
    { kind: 'sum', layer: null, name: 'blocks.0.hook_resid_pre' },
    ...blocks.flat(),
    { kind: 'final', layer: null, name: 'ln_final.hook_normalized' },
    { kind: 'logits', layer: null, name: 'logits' },
  ];
}

/** What is kept of an activation [T, D] for the map. */
export interface StageValues {
  /** Euclidean length of each position's vector, [T]. */
  readonly norms: readonly number[];
  /** The first few numbers of each position's vector, [T][FIRST]. */
  readonly first: readonly (readonly number[])[];
}

/** How many numbers of a vector are written out. */
export const FIRST = 6;

/** Reads the stations out of a run; those that were not captured are left out. */
export function stageValues({ captured, logits }: Run): Record<string, StageValues> {
  const values: Record<string, StageValues> = { logits: rows(logits.data, logits.shape) };
  for (const [name, { data, shape }] of Object.entries(captured)) {
    if (shape.length === 2) values[name] = rows(data, shape);
  }
  return values;
}

function rows(data: Float32Array, [T = 0, D = 0]: readonly number[]): StageValues {
  const vectors = Array.from({ length: T }, (_, t) => data.subarray(t * D, (t + 1) * D));
  return {
    norms: vectors.map(norm),
    first: vectors.map((vector) => [...vector.subarray(0, FIRST)]),
  };
}

function norm(vector: Float32Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}

/** Above this many numbers (128 MB) a run brings back only the chosen layer's attention. */
export const CAPTURE_LIMIT = 32_000_000;

/** The names to capture for T tokens: all that the page shows, or, for a large model, its core. */
export function captureNames(config: Gpt2Config, T: number, layer: number): string[] {
  const { n_layer: L, n_head: H, n_embd: D } = config;
  const stages = stagesOf(config)
    .map(({ name }) => name)
    .filter((name) => name !== 'logits');
  const pattern = (i: number): string => `blocks.${String(i)}.attn.hook_pattern`;
  if (L * H * T * T + stages.length * T * D <= CAPTURE_LIMIT) {
    return [...stages, ...Array.from({ length: L }, (_, i) => pattern(i))];
  }
  return [...stages.filter((name) => name.endsWith('hook_resid_post')), pattern(layer)];
}

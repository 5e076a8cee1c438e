/** All heads of a model on one text: what the atlas draws, live or stored. */
import type { Piece } from '../bpe/index.ts';
import {
  pool,
  scoreHead,
  shares,
  targetsOf,
  THUMB_SIDE,
  type HeadScores,
  type HeadVectors,
  type Pooling,
} from '../heads/index.ts';
import type { Engine, Tensor } from '../model/api.ts';
import type { Gpt2Config } from '../model/config.ts';
import { breathe } from '../model/breathe.ts';
import type { LiveProvenance } from './lesson-model.svelte.ts';

/** Of each head two sets of scores: all attention counted, and without that to the first token. */
export interface BothScores {
  readonly all: readonly HeadScores[];
  readonly withoutFirst: readonly HeadScores[];
}

export interface HeadsRun {
  /** Where it was computed; null for what is stored. */
  readonly live: LiveProvenance | null;
  /** The name of the reader's file that it is from, and the model that computed it there. */
  readonly file?: { readonly name: string; readonly model: string };
  /** Where the model came from on the Hugging Face Hub; null for the teaching model and local files. */
  readonly repo: string | null;
  readonly config: Gpt2Config;
  readonly text: string;
  readonly ids: readonly number[];
  readonly pieces: readonly Piece[];
  /** True when the text had more tokens than the model can read. */
  readonly cut: boolean;
  /** Pictures of all heads, layer by layer: [L · H] of side × side. */
  readonly thumbs: Readonly<Record<Pooling, readonly Uint16Array[]>>;
  readonly scores: BothScores;
  /** The pattern of a head, (T, T); null where it was too large to keep. */
  readonly pattern: (layer: number, head: number) => Float32Array | null;
}

/** One head with what its views need. */
export interface OpenHead {
  readonly run: HeadsRun;
  readonly layer: number;
  readonly head: number;
  readonly pattern: Float32Array;
  /** Null while q, k and v have not been brought back. */
  readonly vectors: HeadVectors | null;
}

/** More numbers than these (128 MB) are not brought back, or kept, at once. */
const LIMIT = 32_000_000;
/** More heads than these (those of GPT-2 medium are 384) have smaller pictures. */
const MANY_HEADS = 400;
/** Long computations let the page answer after so many milliseconds. */
const SLICE = 10;

const patternName = (layer: number): string => `blocks.${String(layer)}.attn.hook_pattern`;

/** Layers in groups whose patterns fit into one capture. */
export function layerGroups({ n_layer: L, n_head: H }: Gpt2Config, T: number): number[][] {
  const size = Math.max(1, Math.floor(LIMIT / (H * T * T)));
  const groups: number[][] = [];
  for (let first = 0; first < L; first += size)
    groups.push(Array.from({ length: Math.min(size, L - first) }, (_, i) => first + i));
  return groups;
}

export interface ReadHeads extends Pick<HeadsRun, 'thumbs' | 'scores' | 'pattern'> {
  readonly heads: number;
}

/**
 * Reads a text and looks at every head: the patterns alone are captured, a few layers at a time where
 * the text is long, and pooled and scored in slices that leave the page free to answer.
 */
export async function readHeads(
  engine: Engine,
  ids: readonly number[],
  signal?: AbortSignal,
  onLayer?: (layer: number) => void,
  targets = targetsOf(ids),
): Promise<ReadHeads> {
  const { config } = engine.info;
  const T = ids.length;
  const groups = layerGroups(config, T);
  const most = config.n_layer * config.n_head > MANY_HEADS ? THUMB_SIDE / 2 : THUMB_SIDE;
  const thumbs = { max: [] as Uint16Array[], mean: [] as Uint16Array[] };
  const scores = { all: [] as HeadScores[], withoutFirst: [] as HeadScores[] };
  const kept = new Map<number, Tensor>();
  let free = performance.now();
  /** A head of 1,024 tokens has half a million weights: the page may answer between any two steps. */
  const pace = async (): Promise<void> => {
    if (performance.now() - free < SLICE) return;
    await breathe();
    signal?.throwIfAborted();
    free = performance.now();
  };
  for (const group of groups) {
    const { captured } = await engine.run(ids, { capture: group.map(patternName) }, signal);
    await pace();
    for (const layer of group) {
      const tensor = captured[patternName(layer)];
      if (!tensor) throw new Error(`no pattern of layer ${String(layer)}`);
      if (groups.length === 1) kept.set(layer, tensor);
      for (let head = 0; head < config.n_head; head++) {
        const pattern = headOf(tensor, head, T);
        thumbs.max.push(pool(pattern, T, 'max', most));
        await pace();
        thumbs.mean.push(pool(pattern, T, 'mean', most));
        await pace();
        const all = scoreHead(pattern, targets);
        await pace();
        scores.all.push(all);
        scores.withoutFirst.push({ ...all, ...shares(pattern, targets, true) });
      }
      onLayer?.(layer);
    }
  }
  const pattern = (layer: number, head: number): Float32Array | null => {
    const tensor = kept.get(layer);
    return tensor ? headOf(tensor, head, T) : null;
  };
  return { heads: config.n_layer * config.n_head, thumbs, scores, pattern };
}

const headOf = ({ data }: Tensor, head: number, T: number): Float32Array =>
  data.subarray(head * T * T, (head + 1) * T * T);

/** Brings back q, k, v of one head, and its pattern where the run has not kept it. */
export async function openHead(
  engine: Engine,
  run: HeadsRun,
  layer: number,
  head: number,
  signal?: AbortSignal,
): Promise<OpenHead> {
  const at = `blocks.${String(layer)}.attn`;
  const kept = run.pattern(layer, head);
  const wanted = ['q', 'k', 'v', ...(kept ? [] : ['pattern'])];
  const capture = wanted.map((name) => `${at}.hook_${name}`);
  const { captured } = await engine.run(run.ids, { capture }, signal);
  const tensor = (name: string): Tensor => {
    const found = captured[`${at}.hook_${name}`];
    if (!found) throw new Error(`no ${name} of layer ${String(layer)}`);
    return found;
  };
  const { n_embd, n_head, scale_attn_by_inverse_layer_idx: byLayer } = engine.info.config;
  const scale = Math.sqrt(n_embd / n_head) * (byLayer ? layer + 1 : 1);
  const [q, k, v] = [tensor('q'), tensor('k'), tensor('v')].map((all) => vectorsOf(all, head));
  if (!q || !k || !v) throw new Error('not captured');
  const pattern = kept ?? headOf(tensor('pattern'), head, run.ids.length).slice();
  return { run, layer, head, pattern, vectors: { q, k, v, scale } };
}

/** One head's rows [T, d] out of [T, H, d]. */
function vectorsOf({ data, shape }: Tensor, head: number): Float32Array {
  const [T = 0, H = 0, d = 0] = shape;
  const rows = new Float32Array(T * d);
  for (let t = 0; t < T; t++) {
    const from = (t * H + head) * d;
    rows.set(data.subarray(from, from + d), t * d);
  }
  return rows;
}

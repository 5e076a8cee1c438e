import type { Engine } from '../model/api.ts';
import { ablationEdits, measuredMean } from './ablate.ts';
import { effectOf, logitDifference, type Answers, type Effect } from './answer.ts';
import { partsOf, range, type Part } from './parts.ts';
import { patchCaptures, patchCells, patchEdits, recovered } from './patch.ts';
import type { PatchCell, PatchKind } from './patch.ts';
import type { Captured } from './rows.ts';

/** Told before each run of a sweep: how many are done, of how many, and what they have found. */
export type Progress<T> = (done: number, of: number, found: readonly T[]) => void;

export interface SweptPart {
  readonly part: Part;
  readonly effect: Effect;
}

export interface Sweep {
  /** The logit difference without an ablation. */
  readonly difference: number;
  /** The logits without an ablation, [V]. */
  readonly logits: Float32Array;
  readonly parts: readonly SweptPart[];
}

/**
 * Ablates every head and every MLP in turn, at all positions, and measures the prediction after the
 * last token: L × (H + 1) runs after one without edits. Rejects with `aborted` when the signal fires.
 */
export async function ablationSweep(
  engine: Engine,
  ids: readonly number[],
  answers: Answers,
  how: 'zero' | 'mean',
  signal?: AbortSignal,
  onProgress?: Progress<SweptPart>,
): Promise<Sweep> {
  const { config } = engine.info;
  const parts = partsOf(config);
  const layers = range(config.n_layer);
  const capture =
    how === 'zero'
      ? []
      : layers.flatMap((i) => [`blocks.${i}.attn.hook_z`, `blocks.${i}.hook_mlp_out`]);
  const original = await engine.run(ids, { capture }, signal);
  const swept: SweptPart[] = [];
  for (const part of parts) {
    onProgress?.(swept.length, parts.length, swept);
    const edits =
      how === 'zero' ? ablationEdits([{ part, how }]) : [measuredMean(part, original.captured)];
    const { logits } = await engine.run(ids, { edits }, signal);
    swept.push({ part, effect: effectOf(original.logits.data, logits.data, answers) });
  }
  const difference = logitDifference(original.logits.data, answers);
  return { difference, logits: original.logits.data, parts: swept };
}

/** The two prompts of a patching experiment, read by the model. */
export interface PatchPair {
  readonly clean: readonly number[];
  readonly corrupted: readonly number[];
  readonly answers: Answers;
}

export interface PatchBase {
  /** Activations of the clean prompt. */
  readonly source: Captured;
  /** Logit differences of both, unpatched. */
  readonly clean: number;
  readonly corrupted: number;
}

/** Reads both prompts: what one patch or a sweep begins with. */
export async function patchBase(
  engine: Engine,
  { clean, corrupted, answers }: PatchPair,
  kinds: readonly PatchKind[],
  signal?: AbortSignal,
): Promise<PatchBase> {
  if (clean.length !== corrupted.length)
    throw new Error(`prompts of unequal length: ${clean.length}, ${corrupted.length}`);
  const capture = patchCaptures(engine.info.config, kinds);
  const source = await engine.run(clean, { capture }, signal);
  const other = await engine.run(corrupted, {}, signal);
  return {
    source: source.captured,
    clean: logitDifference(source.logits.data, answers),
    corrupted: logitDifference(other.logits.data, answers),
  };
}

/** The logits of the corrupted prompt with one cell of the clean one in it. */
export async function patchOne(
  engine: Engine,
  { corrupted }: PatchPair,
  { source }: PatchBase,
  kind: PatchKind,
  cell: PatchCell,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const edits = patchEdits(kind, cell, source, corrupted.length);
  return (await engine.run(corrupted, { edits }, signal)).logits.data;
}

/** The recovered part of the logit difference for every cell, [L × columns] row-major. */
export async function patchSweep(
  engine: Engine,
  pair: PatchPair,
  base: PatchBase,
  kind: PatchKind,
  signal?: AbortSignal,
  onProgress?: Progress<number>,
): Promise<number[]> {
  const cells = patchCells(engine.info.config, kind, pair.corrupted.length);
  const found: number[] = [];
  for (const cell of cells) {
    onProgress?.(found.length, cells.length, found);
    const logits = await patchOne(engine, pair, base, kind, cell, signal);
    found.push(recovered(logitDifference(logits, pair.answers), base.clean, base.corrupted));
  }
  return found;
}

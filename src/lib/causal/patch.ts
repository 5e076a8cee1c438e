/**
 * Activation patching: which activations of one prompt, put into the run of another, bring the first
 * one's answer back (Meng et al. 2022; Wang et al. 2022; Heimersheim and Nanda 2024).
 */
import type { Gpt2Config } from '../model/config.ts';
import type { Edit } from '../model/edits.ts';
import { range } from './parts.ts';
import { rowOf, type Captured } from './rows.ts';

/**
 * What is carried over: the residual stream before a block, what attention or the MLP writes (each at
 * one position), or z of one head at all positions.
 */
export type PatchKind = 'resid' | 'attn' | 'mlp' | 'z';

export const PATCH_KINDS: readonly PatchKind[] = ['resid', 'attn', 'mlp', 'z'];

/** A cell of the picture: `column` is a position, and a head where `kind` is z. */
export interface PatchCell {
  readonly layer: number;
  readonly column: number;
}

/** The activation a kind is read from and put into. */
export function patchName(kind: PatchKind, layer: number): string {
  const names = {
    resid: 'hook_resid_pre',
    attn: 'hook_attn_out',
    mlp: 'hook_mlp_out',
    z: 'attn.hook_z',
  };
  return `blocks.${layer}.${names[kind]}`;
}

/** What to capture of the prompt that activations are taken from. */
export const patchCaptures = ({ n_layer }: Gpt2Config, kinds: readonly PatchKind[]): string[] =>
  kinds.flatMap((kind) => range(n_layer).map((layer) => patchName(kind, layer)));

/** Columns of the picture: T positions, or H heads. */
export const patchColumns = ({ n_head }: Gpt2Config, kind: PatchKind, T: number): number =>
  kind === 'z' ? n_head : T;

/** Every cell, layer by layer. */
export const patchCells = (config: Gpt2Config, kind: PatchKind, T: number): PatchCell[] =>
  range(config.n_layer).flatMap((layer) =>
    range(patchColumns(config, kind, T)).map((column) => ({ layer, column })),
  );

/** The edits that put the source's activation of one cell into another run of T tokens. */
export function patchEdits(
  kind: PatchKind,
  { layer, column }: PatchCell,
  source: Captured,
  T: number,
): Edit[] {
  const at = patchName(kind, layer);
  if (kind !== 'z')
    return [{ at, pos: [column], do: 'set', value: [...rowOf(source, at, column)] }];
  return range(T).map((t) => ({
    ...{ at, head: column, pos: [t] },
    ...{ do: 'set' as const, value: [...rowOf(source, at, t, column)] },
  }));
}

/**
 * How much of the logit difference a patch has brought back:
 * (patched − corrupted) / (clean − corrupted). 0: nothing; 1: all of it. NaN where both prompts have
 * the same difference.
 */
export function recovered(patched: number, clean: number, corrupted: number): number {
  const span = clean - corrupted;
  return span === 0 ? NaN : (patched - corrupted) / span;
}

/**
 * Edits as the graph takes them: at each gate of each block, y · scale + add.
 * Gates are stacked by layer along the first axis; a kind of gate that nothing edits is one
 * broadcast number per layer, so that plain runs pay next to nothing.
 */
import { compose, patternView, rowsView, type ResolvedEdit, type View } from './affine.ts';
import type { Gpt2Config } from './config.ts';
import type { Gate } from './graph/blocks.ts';

export interface GateTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}
export interface GateValue {
  /** False where this kind of gate is neutral in every block. */
  readonly edited: boolean;
  readonly scale: GateTensor;
  readonly add: GateTensor;
}
export type GateValues = Readonly<Record<Gate, GateValue>>;

/** The names whose edits a gate of block `layer` carries, in order of computation. */
export function gateNames(gate: Gate, layer: number, n_layer: number): readonly string[] {
  const here = `blocks.${String(layer)}`;
  switch (gate) {
    case 'pattern':
      return [`${here}.attn.hook_pattern`];
    case 'z':
      return [`${here}.attn.hook_z`];
    case 'attn_out':
      return [`${here}.hook_attn_out`];
    case 'mlp_out':
      return [`${here}.hook_mlp_out`];
    case 'resid':
      return layer + 1 < n_layer
        ? [`${here}.hook_resid_post`, `blocks.${String(layer + 1)}.hook_resid_pre`]
        : [`${here}.hook_resid_post`];
  }
}

/** The gates for `count` new tokens from position `start` on. Pattern columns: start + count. */
export function gatesFor(
  config: Gpt2Config,
  edits: readonly ResolvedEdit[],
  start: number,
  count: number,
): GateValues {
  const L = config.n_layer;
  const one = (gate: Gate): GateValue => {
    const byLayer = Array.from({ length: L }, (_, layer) => {
      const names = gateNames(gate, layer, L);
      return names.flatMap((name) => edits.filter((edit) => edit.at === name));
    });
    if (byLayer.every((list) => list.length === 0)) return neutral(gate, L);
    const view = viewOf(config, gate, start, count);
    const maps = byLayer.map((list) => compose(list, view));
    const shape = stackedShape(config, gate, start, count);
    return {
      edited: true,
      scale: { shape, data: concat(maps.map((map) => map.scale)) },
      add: { shape, data: concat(maps.map((map) => map.add)) },
    };
  };
  return everyGate(one);
}

/** Gates that change nothing. */
export const neutralGates = (config: Gpt2Config): GateValues =>
  everyGate((gate) => neutral(gate, config.n_layer));

/** Concatenates arrays of numbers. */
export function concat(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function everyGate(one: (gate: Gate) => GateValue): GateValues {
  return {
    pattern: one('pattern'),
    z: one('z'),
    attn_out: one('attn_out'),
    mlp_out: one('mlp_out'),
    resid: one('resid'),
  };
}

function neutral(gate: Gate, L: number): GateValue {
  const shape = gate === 'pattern' || gate === 'z' ? [L, 1, 1] : [L, 1];
  return {
    edited: false,
    scale: { shape, data: new Float32Array(L).fill(1) },
    add: { shape, data: new Float32Array(L) },
  };
}

function viewOf(config: Gpt2Config, gate: Gate, start: number, count: number): View {
  const { n_head: H, n_embd: D } = config;
  if (gate === 'pattern') return patternView(start, count, H, start + count);
  if (gate === 'z') return rowsView(start, count, H, D / H);
  return rowsView(start, count, 1, D);
}

function stackedShape(config: Gpt2Config, gate: Gate, start: number, count: number): number[] {
  const { n_layer: L, n_head: H, n_embd: D } = config;
  if (gate === 'pattern') return [L * H, count, start + count];
  if (gate === 'z') return [L * count, H, D / H];
  return [L * count, D];
}

import { blockShapes, sizeOf, type Dimensions } from './tensors.ts';

/** Where a tensor belongs: the two tables, attention, the MLP, or a layer norm. */
export type Part = 'tables' | 'attention' | 'mlp' | 'norms';

/** A line of the sum: one tensor, or the same tensor of all blocks. */
export interface SumRow {
  /** `wte`, or `h.*.attn.c_attn.weight` for a tensor that each block has. */
  readonly name: string;
  readonly part: Part;
  /** The shape in letters, e.g. `[D, 3D]`. */
  readonly letters: string;
  readonly shape: readonly number[];
  /** Numbers in one such tensor. */
  readonly each: number;
  /** How many of them there are: 1, or L. */
  readonly times: number;
  readonly total: number;
  /** The share of the whole, from 0 to 1. */
  readonly share: number;
}

export interface Sum {
  readonly rows: readonly SumRow[];
  readonly total: number;
}

const LETTERS: Readonly<Record<string, string>> = {
  wte: '[V, D]',
  wpe: '[C, D]',
  'attn.c_attn.weight': '[D, 3D]',
  'attn.c_attn.bias': '[3D]',
  'attn.c_proj.weight': '[D, D]',
  'mlp.c_fc.weight': '[D, I]',
  'mlp.c_fc.bias': '[I]',
  'mlp.c_proj.weight': '[I, D]',
};

/** All tensors of a GPT-2, alike ones of the blocks on one line, and what they come to. */
export function sumParameters(of: Dimensions): Sum {
  const D = of.n_embd;
  const lines: [string, string, readonly number[], number][] = [
    ['wte', 'wte', [of.vocab_size, D], 1],
    ['wpe', 'wpe', [of.n_positions, D], 1],
    ...blockShapes(of).map(([name, shape]): [string, string, readonly number[], number] => [
      `h.*.${name}`,
      name,
      shape,
      of.n_layer,
    ]),
    ['ln_f.weight', 'ln_f.weight', [D], 1],
    ['ln_f.bias', 'ln_f.bias', [D], 1],
  ];
  const total = lines.reduce((sum, [, , shape, times]) => sum + times * sizeOf(shape), 0);
  const rows = lines.map(([name, own, shape, times]) => {
    const each = sizeOf(shape);
    const all = times * each;
    return {
      ...{ name, part: partOf(own), letters: LETTERS[own] ?? '[D]', shape, each, times },
      ...{ total: all, share: all / total },
    };
  });
  return { rows, total };
}

/** What each part of the model comes to; together they are the total. */
export function sumByPart({ rows }: Sum): Readonly<Record<Part, number>> {
  const parts = { tables: 0, attention: 0, mlp: 0, norms: 0 };
  for (const { part, total } of rows) parts[part] += total;
  return parts;
}

function partOf(name: string): Part {
  if (name === 'wte' || name === 'wpe') return 'tables';
  if (name.startsWith('attn.')) return 'attention';
  return name.startsWith('mlp.') ? 'mlp' : 'norms';
}

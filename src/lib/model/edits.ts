/**
 * An experiment on the model: change the activation named `at` while the model runs.
 * The same data in the engine, the command line and a link. Edits compose in order.
 */
import type { Gpt2Config } from './config.ts';
import { ModelError } from './errors.ts';
import { placeOf, type Place } from './names.ts';

export interface Edit {
  /** A TransformerLens cache name, e.g. `blocks.0.attn.hook_z`. */
  readonly at: string;
  /** Only this head (for `attn.hook_z` and `attn.hook_pattern`). */
  readonly head?: number;
  /** Only these positions (for a pattern: query positions); default all. */
  readonly pos?: readonly number[];
  /** `mean` replaces by the mean over the prompt's positions. */
  readonly do: 'zero' | 'mean' | 'scale' | 'add' | 'set';
  /** For scale, add and set: one number, or one vector of the activation's last axis. */
  readonly value?: number | readonly number[];
}

/** The activations that can be edited. */
export const EDITABLE = [
  'hook_embed',
  'hook_pos_embed',
  'hook_resid_pre',
  'attn.hook_pattern',
  'attn.hook_z',
  'hook_attn_out',
  'hook_mlp_out',
  'hook_resid_post',
] as const;

/** A misspelt `head` would silently edit every head. */
const FIELDS: readonly string[] = ['at', 'head', 'pos', 'do', 'value'];

const KINDS = ['zero', 'mean', 'scale', 'add', 'set'] as const;

/**
 * Checks a list of edits against a model and a text of `length` tokens.
 * Throws `bad-edit` with the name of the first edit that cannot be made, and why.
 */
export function checkEdits(config: Gpt2Config, edits: readonly Edit[], length: number): void {
  for (const edit of edits) {
    const why = problem(config, edit, length);
    if (why !== null) throw new ModelError('bad-edit', `cannot edit ${String(edit.at)}: ${why}`);
  }
}

/** Reads edits from JSON text (a link, a file, the command line); `bad-edit` when it is not a list of them. */
export function parseEdits(json: string): Edit[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new ModelError('bad-edit', 'edits are not JSON', { cause });
  }
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item !== 'object' || item === null || !('at' in item) || !('do' in item))
      throw new ModelError('bad-edit', `an edit needs "at" and "do": ${JSON.stringify(item)}`);
    const unknown = Object.keys(item).find((key) => !FIELDS.includes(key));
    if (unknown !== undefined)
      throw new ModelError('bad-edit', `an edit has no "${unknown}": ${JSON.stringify(item)}`);
    return item as Edit;
  });
}

function problem(config: Gpt2Config, edit: Edit, length: number): string | null {
  const place = typeof edit.at === 'string' ? placeOf(config, edit.at) : null;
  if (place === null) return 'no such activation';
  if (!EDITABLE.some((part) => part === place.part)) return 'this activation can only be captured';
  if (!KINDS.includes(edit.do)) return `unknown kind of edit: ${String(edit.do)}`;
  const perHead = place.part === 'attn.hook_z' || place.part === 'attn.hook_pattern';
  if (edit.head !== undefined) {
    if (!perHead) return 'it has no heads';
    if (!isIndex(edit.head, config.n_head)) return `no head ${String(edit.head)}`;
  }
  if (edit.pos !== undefined) {
    if (!Array.isArray(edit.pos)) return 'pos is not a list of positions';
    const outside = (edit.pos as readonly number[]).find((p) => !isIndex(p, length));
    if (outside !== undefined) return `no position ${String(outside)} in this text`;
  }
  return valueProblem(edit, lastAxis(config, place, length));
}

function valueProblem(edit: Edit, width: number): string | null {
  const { value } = edit;
  if (edit.do === 'zero' || edit.do === 'mean')
    return value === undefined ? null : `${edit.do} takes no value`;
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'the value is not finite';
  if (!Array.isArray(value)) return `${edit.do} needs a value`;
  const vector = value as readonly unknown[];
  if (vector.length !== width)
    return `the vector has ${String(vector.length)} numbers, not ${String(width)}`;
  return vector.every((x) => Number.isFinite(x)) ? null : 'the vector holds something not finite';
}

function lastAxis(config: Gpt2Config, place: Place, length: number): number {
  if (place.part === 'attn.hook_pattern') return length;
  if (place.part === 'attn.hook_z') return config.n_embd / config.n_head;
  return config.n_embd;
}

const isIndex = (x: unknown, below: number): boolean =>
  typeof x === 'number' && Number.isInteger(x) && x >= 0 && x < below;

/** A forward pass kept in the repository, so that the page can be drawn before any script runs. */
import type { Piece, Tokenizer } from '../bpe/index.ts';
import type { Run } from '../model/api.ts';
import type { Gpt2Config } from '../model/config.ts';
import { DEFAULT_SAMPLING, nextToken, type NextToken } from './distribution.ts';
import { FIRST, stagesOf, stageValues, type StageValues } from './stages.ts';

export interface StoredRun {
  readonly model: string;
  /** The command that made it. */
  readonly command: string;
  readonly config: Gpt2Config;
  readonly parameters: number;
  readonly text: string;
  readonly ids: readonly number[];
  readonly pieces: readonly Piece[];
  /** Each head's pattern: the lower triangle, row by row, four decimals. [L][H][T (T + 1) / 2] */
  readonly patterns: readonly (readonly (readonly number[])[])[];
  readonly stages: Readonly<Record<string, StageValues>>;
  readonly next: NextToken;
  /** The text of each id in `next.top`, in the same order. */
  readonly topTexts: readonly string[];
  /** What the model writes on, greedily. */
  readonly greedy: string;
}

export interface StoreOptions {
  readonly model: string;
  readonly command: string;
  readonly config: Gpt2Config;
  readonly parameters: number;
  readonly text: string;
  readonly tokenizer: Tokenizer;
  /** Ids that the model wrote after the prompt, each the likeliest. */
  readonly greedyIds: readonly number[];
}

/** Rounds what a run gave to what a drawing needs. The run must have captured all stages and patterns. */
export function storeRun(run: Run, options: StoreOptions): StoredRun {
  const { config, tokenizer, greedyIds, model, command, parameters, text } = options;
  const all = stageValues(run);
  const stages: Record<string, StageValues> = {};
  for (const { name } of stagesOf(config)) {
    const values = all[name];
    if (!values) throw new Error(`not captured: ${name}`);
    stages[name] = {
      norms: values.norms.map(figures),
      first: values.first.map((row) => row.slice(0, FIRST).map(figures)),
    };
  }
  const last = run.logits.data.subarray(-config.vocab_size);
  const next = nextToken(last, DEFAULT_SAMPLING);
  return {
    ...{ model, command, config, parameters, text },
    ids: run.ids,
    pieces: tokenizer.pieces(run.ids),
    patterns: Array.from({ length: config.n_layer }, (_, layer) => triangles(run, layer)),
    stages,
    next: {
      top: next.top.map(({ id, p, q = p }) => ({ id, p: figures(p), q: figures(q) })),
      entropy: figures(next.entropy),
      curve: next.curve.map(({ rank, p }) => ({ rank, p: figures(p) })),
      kept: next.kept,
    },
    topTexts: next.top.map(({ id }) => tokenizer.tokenText(id)),
    greedy: tokenizer.decode(greedyIds),
  };
}

function triangles({ captured, ids }: Run, layer: number): number[][] {
  const tensor = captured[`blocks.${String(layer)}.attn.hook_pattern`];
  if (!tensor) throw new Error(`not captured: the pattern of layer ${String(layer)}`);
  const T = ids.length;
  const heads = Array.from({ length: tensor.shape[0] ?? 0 }, (_, head) => head * T * T);
  return heads.map((from) =>
    ids.flatMap((_, row) =>
      [...tensor.data.subarray(from + row * T, from + row * T + row + 1)].map(
        (weight) => Math.round(weight * 1e4) / 1e4,
      ),
    ),
  );
}

/** Four significant figures. */
function figures(x: number): number {
  return Number(x.toPrecision(4));
}

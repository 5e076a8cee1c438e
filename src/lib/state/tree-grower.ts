/** A beam search column by column: what is kept of it, and how it is made with a model. */
import { bestPlace, columnOf, type BeamColumn, type NodePlace } from '../beams/index.ts';
import type { Tokenizer } from '../bpe/index.ts';
import type { BeamSearchStep, Engine } from '../model/api.ts';
import { promptOf } from './greedy-text.ts';

/** What the reader sets. */
export interface TreeSettings {
  readonly text: string;
  readonly numBeams: number;
  readonly lengthPenalty: number;
  readonly earlyStopping: boolean | 'never';
  readonly noRepeatNgramSize: number;
  /** What ends a text: the end-of-text token, or a full stop too. */
  readonly ends: 'text' | 'stop';
  readonly steps: number;
}

/** Why no further step can be made. */
export type Over = 'length' | 'ended' | 'banned';

/** A search as far as it has been made. */
export interface TreeSearch {
  readonly settings: TreeSettings;
  readonly promptIds: readonly number[];
  /** True where the model reads only the last tokens of the text. */
  readonly cut: boolean;
  readonly columns: readonly BeamColumn[];
  /** The texts of the tokens in the columns, by id. */
  readonly texts: Readonly<Record<number, string>>;
  /** Null while the search can go on. */
  readonly over: Over | null;
}

/** The model reads at most so many tokens of the text before the tree. */
export const MOST_TOKENS = 48;
export const MOST_STEPS = 16;

/** Searches with the model, all beams as one batch; gives the search so far after each step. */
export async function growTree(
  { engine, tokenizer }: { readonly engine: Engine; readonly tokenizer: Tokenizer },
  settings: TreeSettings,
  onSearch?: (search: TreeSearch) => void,
  signal?: AbortSignal,
): Promise<TreeSearch> {
  const { n_positions } = engine.info.config;
  const most = Math.max(Math.min(MOST_TOKENS, n_positions - settings.steps - 1), 1);
  const { ids: promptIds, cut } = promptOf(tokenizer, settings.text, most);
  let search: TreeSearch = { settings, promptIds, cut, columns: [], texts: {}, over: null };
  const { numBeams, lengthPenalty, earlyStopping, noRepeatNgramSize, steps } = settings;
  await engine.beams(
    promptIds,
    {
      ...{ numBeams, lengthPenalty, earlyStopping, noRepeatNgramSize, maxNewTokens: steps },
      eosTokenId: endsOf(tokenizer, settings),
    },
    (step) => {
      const column = columnOf(search.columns, step, settings);
      const texts = { ...search.texts };
      for (const { id } of column) texts[id] ??= tokenizer.tokenText(id);
      search = { ...search, columns: [...search.columns, column], texts, over: overAfter(step) };
      onSearch?.(search);
    },
    signal,
  );
  return search;
}

function overAfter({ done, groups: [group] }: BeamSearchStep): Over | null {
  if (!done) return null;
  if (group?.done !== true) return 'length';
  return group.running.length > 0 ? 'ended' : 'banned';
}

function endsOf(tokenizer: Tokenizer, { ends }: TreeSettings): number[] {
  const stop = ends === 'stop' ? tokenizer.encode('.').slice(0, 1) : [];
  return tokenizer.eosId === null ? stop : [tokenizer.eosId, ...stop];
}

/** The text that the search gives back; null while it is not over, or has found none. */
export const bestOf = ({ over, columns }: TreeSearch): NodePlace | null =>
  over === null ? null : bestPlace(columns, over !== 'length');

/** A beam search column by column: what is kept of it, and how it is made with a model. */
import { bestPlace, columnOf, type BeamColumn, type NodePlace } from '../beams/index.ts';
import type { Tokenizer } from '../bpe/index.ts';
import type { Engine } from '../model/api.ts';
import {
  createRng,
  runningBeams,
  startBeams,
  stepBeams,
  type BeamState,
} from '../sampling/index.ts';
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

/** Makes a search column by column; `next` gives null when it is over. */
export class TreeGrower {
  search: TreeSearch;
  #state: BeamState;
  readonly #tokenizer: Tokenizer;

  constructor(tokenizer: Tokenizer, settings: TreeSettings, positions: number) {
    this.#tokenizer = tokenizer;
    const most = Math.max(Math.min(MOST_TOKENS, positions - settings.steps - 1), 1);
    const { ids: promptIds, cut } = promptOf(tokenizer, settings.text, most);
    this.#state = startBeams(promptIds, {
      ...{ numBeams: settings.numBeams, lengthPenalty: settings.lengthPenalty },
      ...{ earlyStopping: settings.earlyStopping, maxNewTokens: settings.steps },
      ...{ noRepeatNgramSize: settings.noRepeatNgramSize, eosTokenId: endsOf(tokenizer, settings) },
    });
    this.search = { settings, promptIds, cut, columns: [], texts: {}, over: null };
  }

  /** Makes one step with the logits after each running text. */
  async grow(engine: Pick<Engine, 'run'>, signal?: AbortSignal): Promise<TreeSearch> {
    const logits: Float32Array[] = [];
    for (const { ids } of runningBeams(this.#state))
      logits.push((await engine.run(ids, { logits: 'last' }, signal)).logits.data);
    const step = stepBeams(this.#state, logits, createRng(0));
    const column = columnOf(this.#state, this.search.columns, logits, step);
    const texts = { ...this.search.texts };
    for (const { id } of column) texts[id] ??= this.#tokenizer.tokenText(id);
    this.#state = step.state;
    const columns = [...this.search.columns, column];
    this.search = { ...this.search, columns, texts, over: this.#over(column) };
    return this.search;
  }

  #over(column: BeamColumn): Over | null {
    if (!this.#state.done) return null;
    if (this.#state.groups[0]?.done !== true) return 'length';
    return column.some(({ fate }) => fate === 'runs') ? 'ended' : 'banned';
  }
}

function endsOf(tokenizer: Tokenizer, { ends }: TreeSettings): number[] {
  const stop = ends === 'stop' ? tokenizer.encode('.').slice(0, 1) : [];
  return tokenizer.eosId === null ? stop : [tokenizer.eosId, ...stop];
}

/** The text that the search gives back; null while it is not over, or has found none. */
export const bestOf = ({ over, columns }: TreeSearch): NodePlace | null =>
  over === null ? null : bestPlace(columns, over !== 'length');

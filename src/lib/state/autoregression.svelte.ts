/** A text that grows one token at a time: what was read, what is offered, what was taken. */
import type { Piece } from '../bpe/index.ts';
import { ModelError } from '../model/errors.ts';
import type { LessonModel, LiveProvenance } from './lesson-model.svelte.ts';
import { nextChoice, type NextChoice, type StoredGrowth, type Strategy } from './next-choice.ts';

/** What the figure shows of one reading. */
export interface Reading extends NextChoice {
  readonly source: 'stored' | 'live';
  /** Where it was computed; null for what is stored. */
  readonly live: LiveProvenance | null;
  /** The text so far, all of it. */
  readonly pieces: readonly Piece[];
  /** Tokens of the text so far. */
  readonly length: number;
  /** How many of the first tokens fell out of the model's window. */
  readonly dropped: number;
  /** How many tokens have a probability, V. */
  readonly vocabulary: number;
}

/** A longer text cannot fit, and would only take long to be cut into tokens. */
const MAX_CHARACTERS = 8000;

export class Autoregression {
  text = $state('');
  strategy: Strategy = $state('greedy');
  seed = $state(1);
  /** Ids that were put after the text, by the model or by the reader. */
  added: readonly number[] = $state.raw([]);
  /** Null where nothing stored fits and the model has not been asked. */
  reading: Reading | null = $state.raw(null);
  working = $state(false);
  /** Why this text could not be read. */
  problem: ModelError | null = $state.raw(null);
  /** True from the moment the reader asks the model: from then on nothing stored is shown. */
  live = $state(false);

  readonly #model: Pick<LessonModel, 'ensure' | 'report'>;
  readonly stored: StoredGrowth;
  #turn = 0;
  /** Whose ids `added` holds: a stored model's, or with null the teaching model's. */
  #addedBy: string | null = null;

  constructor(stored: StoredGrowth, model: Pick<LessonModel, 'ensure' | 'report'>) {
    this.stored = stored;
    this.#model = model;
    this.text = stored.text;
    this.seed = stored.paths.find(({ strategy }) => strategy === 'sample')?.seed ?? 1;
    this.reading = this.#fromStored();
  }

  /** Where the tokens begin that were added, as an index into all tokens of the text. */
  get writtenFrom(): number {
    return (this.reading?.length ?? 0) - this.added.length;
  }

  /** Takes a link's state; where nothing stored fits the reader is asked to have it computed. */
  restore(state: Partial<Pick<Autoregression, 'text' | 'strategy' | 'seed' | 'added'>>): void {
    const { added = this.added, ...rest } = state;
    Object.assign(this, rest);
    void this.#go(added);
  }

  /** Takes what the reader typed; what was added to the old text goes. */
  edit(text: string): Promise<void> {
    this.text = text;
    return this.#go([]);
  }

  /** Picks in another way, from the text as the reader typed it. */
  pickBy(strategy: Strategy, seed: number): Promise<void> {
    this.strategy = strategy;
    this.seed = Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff ? seed : 0;
    return this.#go([]);
  }

  /** The pick moves into the input, and the longer text is read. */
  next(): Promise<void> {
    const { reading } = this;
    return reading && !this.working ? this.choose(reading.pick.id) : Promise.resolve();
  }

  /** A token that the reader chose moves into the input. */
  choose(id: number): Promise<void> {
    return this.#go([...this.added, id]);
  }

  /** Takes the newest token away again. */
  back(): Promise<void> {
    return this.#go(this.added.slice(0, -1));
  }

  restart(): Promise<void> {
    return this.#go([]);
  }

  /** Puts the model to work on this text, and loads it where it is not there. */
  ask(): Promise<void> {
    this.live = true;
    return this.#go(this.added);
  }

  async #go(added: readonly number[]): Promise<void> {
    const turn = ++this.#turn;
    this.added = added;
    this.problem = null;
    try {
      if (this.text === '') throw new ModelError('empty-prompt', 'no text');
      if (this.text.length > MAX_CHARACTERS)
        throw new ModelError('too-long', 'too many characters');
      if (this.live) {
        this.working = true;
        const reading = await this.#read(turn);
        if (turn === this.#turn) this.reading = reading;
      } else this.reading = this.#fromStored();
    } catch (error) {
      if (turn !== this.#turn) return;
      this.reading = null;
      this.problem = this.#model.report(error);
    } finally {
      if (turn === this.#turn) this.working = false;
    }
  }

  async #read(turn: number): Promise<Reading> {
    const { text, strategy, seed } = this;
    const { engine, tokenizer, asked, provenance } = await this.#model.ensure();
    // Another model means other tokens by the same numbers.
    if (turn === this.#turn && asked !== this.#addedBy) this.added = [];
    if (turn === this.#turn) this.#addedBy = asked;
    const { added } = this;
    const { n_positions, vocab_size } = engine.info.config;
    const first = tokenizer.eosId === null ? [] : [tokenizer.eosId];
    const prompt = [...first, ...tokenizer.encode(text)];
    if (prompt.length > n_positions) throw new ModelError('too-long', 'more tokens than positions');
    const ids = [...prompt, ...added];
    const dropped = Math.max(ids.length - n_positions, 0);
    const { logits } = await engine.run(ids.slice(dropped), { logits: 'last' });
    const picking = { strategy, seed, draw: added.length };
    return {
      ...nextChoice(logits.data.subarray(-vocab_size), picking, (id) => tokenizer.tokenText(id)),
      ...{
        source: 'live',
        live: provenance,
        pieces: tokenizer.pieces(ids),
        length: ids.length,
        dropped,
      },
      vocabulary: vocab_size,
    };
  }

  /** The stored step that is this text's, or null. */
  #fromStored(): Reading | null {
    const { stored, added } = this;
    if (this.live || this.text !== stored.text) return null;
    const path = stored.paths.find(
      ({ strategy, seed, ids }) =>
        strategy === this.strategy &&
        (strategy === 'greedy' || seed === this.seed) &&
        added.every((id, i) => id === ids[stored.promptIds.length + i]),
    );
    const step = path?.steps[added.length];
    if (!path || !step) return null;
    const length = stored.promptIds.length + added.length;
    return {
      ...step,
      ...{ source: 'stored', live: null, length, dropped: 0, vocabulary: stored.vocabulary },
      pieces: path.pieces.filter(({ end }) => end <= length),
    };
  }
}

/** One forward pass over the reader's text; before the reader asks, the pass that came with the site. */
import type { Piece } from '../bpe/index.ts';
import { ModelError } from '../model/errors.ts';
import type { LessonModel, LiveProvenance } from './lesson-model.svelte.ts';
import { liveSnapshot, storedSnapshot, type Snapshot } from './snapshot.ts';
import { captureNames } from './stages.ts';
import type { StoredRun } from './stored.ts';

export interface Pass {
  /** The text that was read. */
  readonly text: string;
  readonly snapshot: Snapshot;
  readonly pieces: readonly Piece[];
  /** The likeliest next tokens, as text, in the order of `snapshot.next.top`. */
  readonly topTexts: readonly string[];
  /** Where it was computed; null for what is stored. */
  readonly live: LiveProvenance | null;
}

/** A longer text cannot fit, and would only take long to be cut into tokens. */
const MAX_CHARACTERS = 8000;

export class OnePass {
  text = $state('');
  pass: Pass = $state.raw() as Pass;
  working = $state(false);
  problem: ModelError | null = $state.raw(null);

  readonly stored: StoredRun;
  readonly #model: Pick<LessonModel, 'ensure' | 'report'>;
  #turn = 0;

  constructor(stored: StoredRun, model: Pick<LessonModel, 'ensure' | 'report'>) {
    this.stored = stored;
    this.#model = model;
    this.text = stored.text;
    const { text, pieces, topTexts } = stored;
    this.pass = { text, pieces, topTexts, snapshot: storedSnapshot(stored), live: null };
  }

  /** Has the model read the text; of two calls the later counts. What failed is in `problem`. */
  async read(): Promise<void> {
    const turn = ++this.#turn;
    this.problem = null;
    this.working = true;
    try {
      const pass = await this.#read(this.text);
      if (turn === this.#turn) this.pass = pass;
    } catch (error) {
      if (turn === this.#turn) this.problem = this.#model.report(error);
    } finally {
      if (turn === this.#turn) this.working = false;
    }
  }

  /** Back to a text that can be read. */
  example(): void {
    this.text = this.stored.text;
    this.problem = null;
  }

  async #read(text: string): Promise<Pass> {
    if (text === '') throw new ModelError('empty-prompt', 'no text');
    if (text.length > MAX_CHARACTERS) throw new ModelError('too-long', 'too many characters');
    const { engine, tokenizer, provenance } = await this.#model.ensure();
    const { config } = engine.info;
    const first = tokenizer.eosId === null ? [] : [tokenizer.eosId];
    const ids = [...first, ...tokenizer.encode(text)];
    if (ids.length > config.n_positions) throw new ModelError('too-long', 'too many tokens');
    const run = await engine.run(ids, { capture: captureNames(config, ids.length, 0) });
    const snapshot = liveSnapshot(engine.info, run, 0, { strategy: 'sample' });
    return {
      ...{ text, snapshot, pieces: tokenizer.pieces(ids) },
      topTexts: snapshot.next.top.map(({ id }) => tokenizer.tokenText(id)),
      live: provenance,
    };
  }
}

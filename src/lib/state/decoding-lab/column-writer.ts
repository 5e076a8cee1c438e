/** Lets the model write into columns: their texts from the prompt, and branches wherever the reader took another token. */
import type { Tokenizer } from '../../bpe/index.ts';
import type { Engine } from '../../model/api.ts';
import { grow, plant, show, update, type PlannedTree, type Root } from './branches.ts';
import type { LabColumn, Origin } from './column.svelte.ts';
import { judgeTexts } from './judge.ts';
import type { Usable } from './settings.ts';
import { write, type Job } from './write.ts';

/** What is loaded. */
export interface Loaded {
  readonly engine: Engine;
  readonly tokenizer: Tokenizer;
  /** The stored model's id; null for the teaching model. */
  readonly asked: string | null;
}

export interface WriterOptions {
  /** A sentence for an error; null for what the reader stopped. */
  readonly explain: (error: unknown) => string | null;
  /** Calls back before the next drawing. */
  readonly frame: (callback: () => void) => unknown;
}

/** Tokens that the reader takes after the first `at` of a text. */
export interface Taken {
  readonly at: number;
  readonly ids: readonly number[];
}

const NOTHING_YET: Root = { tokens: [], stopped: 'writing', score: null };

export class ColumnWriter {
  readonly #options: WriterOptions;
  #writers = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Writes a column's texts anew, then the branches that were planned for it. */
  async roots(
    column: LabColumn,
    origin: Origin,
    loaded: Loaded,
    signal: AbortSignal,
  ): Promise<void> {
    const { usable: settings } = column;
    if (settings === null) return;
    const same = column.origin === null || column.origin.key === origin.key;
    const planned = same ? column.plan() : null;
    column.origin = origin;
    column.planned = null;
    column.tree = plant([NOTHING_YET]);
    const { promptIds: ids, count, seed } = origin;
    const job = { ...partsOf(settings, loaded), ids, count, seed, written: 0 };
    await this.#run(column, job, signal, (texts) => {
      if (column.origin === origin) column.tree = plant(texts);
    });
    if (planned !== null && column.origin === origin && !signal.aborted)
      await this.#regrow(column, planned, loaded, signal);
  }

  /** Makes a branch and writes it on; its id, or null where there can be none. */
  async branch(
    column: LabColumn,
    from: number,
    { at, ids }: Taken,
    loaded: Loaded,
    signal: AbortSignal,
  ): Promise<number | null> {
    const { origin, usable: settings } = column;
    const { vocab_size, eos_token_id } = loaded.engine.info.config;
    if (origin === null || settings === null || ids.some((id) => id >= vocab_size)) return null;
    const whole = column.idsOf(from);
    const place = origin.promptIds.length + at;
    if (place > whole.length || place === 0) return null;
    const begun = [...whole.slice(0, place), ...ids];
    let own: Root['tokens'] = ids.map((id) => ({ id, taken: true, seen: null }));
    column.tree = grow(column.tree, from, at, own);
    const id = column.tree.now.shown;
    const put = (root: Root): void => {
      const tokens = [...own, ...root.tokens];
      if (column.origin === origin) column.tree = update(column.tree, id, { ...root, tokens });
    };
    const failed = await this.#guard(column, signal, async () => {
      const [judged = []] = await judgeTexts(loaded.engine, [begun], place);
      own = judged.map((token) => ({ ...token, taken: true }));
      put(NOTHING_YET);
    });
    const over = ids.at(-1) === eos_token_id;
    const count = origin.count - at - ids.length;
    if (failed || signal.aborted) put({ ...NOTHING_YET, stopped: failed ? 'failed' : 'aborted' });
    else if (over || count <= 0) put({ ...NOTHING_YET, stopped: over ? 'end of text' : 'length' });
    else {
      const written = at + ids.length;
      const job = { ...partsOf(settings, loaded), ids: begun, written, count, seed: origin.seed };
      await this.#run(column, job, signal, ([first]) => {
        if (first) put(first);
      });
    }
    return id;
  }

  /** Grows a link's branches again, one after the other; what does not fit any more is left out. */
  async #regrow(
    column: LabColumn,
    { roots, branches, shown }: PlannedTree,
    loaded: Loaded,
    signal: AbortSignal,
  ): Promise<void> {
    const ids = Array.from({ length: roots }, (_, i): number | null => (column.has(i) ? i : null));
    for (const { parent, at, taken } of branches) {
      if (signal.aborted) return;
      const from = ids[parent] ?? null;
      const branch = { at, ids: taken };
      ids.push(from === null ? null : await this.branch(column, from, branch, loaded, signal));
    }
    const id = ids[shown] ?? null;
    if (id !== null) column.tree = show(column.tree, id);
  }

  /** Writes, and shows what has grown once a frame; the end is shown at once. */
  async #run(
    column: LabColumn,
    job: Omit<Job, 'shared'>,
    signal: AbortSignal,
    put: (texts: readonly Root[]) => void,
  ): Promise<void> {
    let newest: readonly Root[] = [NOTHING_YET];
    let waiting = false;
    const flush = (): void => {
      if (waiting) put(newest);
      waiting = false;
    };
    const report = (texts: readonly Root[]): void => {
      newest = texts;
      if (waiting) return;
      waiting = true;
      this.#options.frame(flush);
    };
    this.#writers++;
    const shared = (): boolean => this.#writers > 1;
    const failed = await this.#guard(column, signal, async () => {
      // lets columns that are begun together count each other
      await Promise.resolve();
      await write({ ...job, shared }, report, signal);
    });
    this.#writers--;
    waiting = false;
    put(failed || signal.aborted ? newest.map((text) => cutShort(text, failed)) : newest);
  }

  /** Does a piece of work for a column; what goes wrong is said there. True when something did. */
  async #guard(
    column: LabColumn,
    signal: AbortSignal,
    work: () => Promise<void>,
  ): Promise<boolean> {
    column.problem = null;
    column.writing++;
    try {
      await work();
      return false;
    } catch (error) {
      if (!signal.aborted) column.problem = this.#options.explain(error);
      return !signal.aborted;
    } finally {
      column.writing--;
    }
  }
}

/** The text so far is kept. */
const cutShort = (text: Root, failed: boolean): Root =>
  text.stopped === 'writing' ? { ...text, stopped: failed ? 'failed' : 'aborted' } : text;

/** What a job takes from the settings and the model. */
export function partsOf(
  settings: Usable,
  { engine, tokenizer }: Loaded,
): Pick<Job, 'engine' | 'settings' | 'badWordsIds'> {
  return { engine, settings, badWordsIds: bannedBy(settings, tokenizer) };
}

/** The ids that must not come in a row: those of the settings, and of each word with and without a space. */
export const bannedBy = (
  { config, badWords }: Usable,
  { encode }: Pick<Tokenizer, 'encode'>,
): readonly (readonly number[])[] => [
  ...(config.badWordsIds ?? []),
  ...badWords.flatMap((word) => [encode(word), encode(` ${word}`)]),
];

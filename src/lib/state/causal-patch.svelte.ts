import {
  logitDifference,
  nextPairs,
  patchBase,
  patchOne,
  PATCH_KINDS,
  patchSweep,
  recovered,
  type Pair,
  type PatchBase,
  type PatchCell,
  type PatchKind,
  type PatchPair,
  type StoredPair,
} from '../causal/index.ts';
import type { Lang } from '../i18n/languages.ts';
import { t } from '../i18n/translate.ts';
import { everySoOften } from './causal-pace.ts';
import { promptOf, readQuestion, STORED, storedAsked, whereOf } from './causal-question.ts';
import type { Asked, Question, Where } from './causal-question.ts';
import type { Done } from './causal-sweep.svelte.ts';
import { firstPair, storedCausal } from './causal-stored.ts';
import type { LessonModel, LiveProvenance, LoadedModel } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';

/** Two prompts, and what patches of each kind have brought back. */
export interface PatchShown extends Where {
  /** The clean prompt and the answers. */
  readonly asked: Asked;
  readonly corrupted: Asked['prompt'];
  readonly layers: number;
  readonly heads: number;
  readonly cleanDifference: number;
  readonly corruptedDifference: number;
  /** [L × T], [L × H] for z; NaN or nothing where no patch has been made yet. */
  readonly grids: Readonly<Partial<Record<PatchKind, readonly number[]>>>;
}

/** One patch, looked at. */
export interface Patched {
  readonly kind: PatchKind;
  readonly cell: PatchCell;
  readonly recovered: number;
  readonly difference: number;
  /** The corrupted prompt's next tokens without and with the patch. */
  readonly next: readonly (Pair & { readonly text: string })[];
}

export interface PatchQuestion extends Question {
  readonly corrupted: string;
}

export const patchQuestionOf = (pair: {
  readonly clean: string;
  readonly corrupted: string;
  readonly a: string;
  readonly b: string;
}): PatchQuestion => ({ ...pair, text: pair.clean });

const storedQuestion = ({ clean, corrupted, a, b }: StoredPair): PatchQuestion =>
  patchQuestionOf({
    ...{ clean: clean.text, corrupted: corrupted.text },
    ...{ a: a.text.trim(), b: b.text.trim() },
  });

/** Activation patching from a clean into a corrupted prompt, cell by cell or all in turn. */
export class PatchDesk {
  question: PatchQuestion = $state.raw(storedQuestion(firstPair));
  kind: PatchKind = $state('resid');
  shown: PatchShown = $state.raw({
    ...STORED,
    asked: storedAsked(firstPair),
    corrupted: { ...firstPair.corrupted, cut: false },
    ...{ layers: storedCausal.layers, heads: storedCausal.heads },
    cleanDifference: firstPair.cleanDifference,
    corruptedDifference: firstPair.corruptedDifference,
    grids: storedCausal.patch,
  });
  patched: Patched | null = $state.raw(null);
  progress: Done | null = $state.raw(null);
  readonly task: LiveTask;
  readonly #lang: Lang;
  /** What is asked next: a sweep, or one cell. */
  #wanted: PatchCell | 'sweep' = 'sweep';
  #begun: Begun | null = null;
  /** Kinds whose stored picture has been taken away and not yet been swept. */
  #due: readonly PatchKind[] = [];

  constructor(lang: Lang, model?: LessonModel) {
    this.#lang = lang;
    this.task = new LiveTask(lang, (loaded, signal) => this.#work(loaded, signal), model);
  }

  /** Two other prompts, or other words: their sweep begins. */
  ask(question: PatchQuestion): void {
    this.question = question;
    this.#due = [];
    this.sweep();
  }

  choose(kind: PatchKind): void {
    this.kind = kind;
    this.patched = null;
    if (this.#due.includes(kind)) this.sweep();
  }

  sweep(): void {
    this.#wanted = 'sweep';
    void this.task.start();
  }

  /** Makes one patch and shows what it does. */
  one(cell: PatchCell): void {
    this.#wanted = cell;
    void this.task.start();
  }

  async #work(loaded: LoadedModel, signal: AbortSignal): Promise<void> {
    const { kind } = this;
    const wanted = this.#wanted;
    // The stored pictures stay whole: what they showed is swept again.
    if (this.shown.live === null && loaded.asked === null) this.#due = PATCH_KINDS;
    try {
      const begun = await this.#begin(loaded, signal);
      if (begun === null) return;
      if (wanted !== 'sweep') await this.#patch(loaded, begun, kind, wanted, signal);
      if (wanted === 'sweep' || this.#due.includes(kind))
        await this.#sweep(loaded, begun, kind, signal);
    } finally {
      this.progress = null;
    }
  }

  async #sweep(
    { engine }: LoadedModel,
    { pair, base }: Begun,
    kind: PatchKind,
    signal: AbortSignal,
  ): Promise<void> {
    const show = (grid: readonly number[]): void => {
      this.shown = { ...this.shown, grids: { ...this.shown.grids, [kind]: grid } };
    };
    const due = everySoOften();
    const tell = (done: number, of: number, found: readonly number[]): void => {
      this.progress = { done, of };
      if (found.length > 0 && due()) show([...found]);
    };
    show(await patchSweep(engine, pair, base, kind, signal, tell));
    this.#due = this.#due.filter((each) => each !== kind);
  }

  async #patch(
    { engine, tokenizer }: LoadedModel,
    { pair, base, logits: unpatched }: Begun,
    kind: PatchKind,
    cell: PatchCell,
    signal: AbortSignal,
  ): Promise<void> {
    const logits = await patchOne(engine, pair, base, kind, cell, signal);
    const difference = logitDifference(logits, pair.answers);
    const part = recovered(difference, base.clean, base.corrupted);
    const next = nextPairs(unpatched, logits, 5).map((each) => {
      return { ...each, text: tokenizer.tokenText(each.id) };
    });
    this.patched = { kind, cell, recovered: part, difference, next };
    const { shown } = this;
    const columns = kind === 'z' ? shown.heads : shown.corrupted.ids.length;
    const grid = blank(shown.layers * columns).map((none, i) => shown.grids[kind]?.[i] ?? none);
    grid[cell.layer * columns + cell.column] = part;
    this.shown = { ...shown, grids: { ...shown.grids, [kind]: grid } };
  }

  /** Reads both prompts if they are not read yet; null where they cannot be compared. */
  async #begin(loaded: LoadedModel, signal: AbortSignal): Promise<Begun | null> {
    const { engine, tokenizer, provenance } = loaded;
    const { question } = this;
    const known = this.#begun;
    if (known?.question === question && known.live === provenance) return known;
    const asked = await readQuestion(engine, tokenizer, question, signal);
    const corrupted = promptOf(engine, tokenizer, question.corrupted);
    if (asked.prompt.ids.length !== corrupted.ids.length) {
      const [clean, other] = [asked.prompt.ids.length - 1, corrupted.ids.length - 1];
      this.task.problem = t(this.#lang, 'causal.patch.unequal', { clean, other });
      return null;
    }
    if (asked.prompt.ids.join() === corrupted.ids.join()) {
      this.task.problem = t(this.#lang, 'causal.patch.same');
      return null;
    }
    const pair = {
      ...{ clean: asked.prompt.ids, corrupted: corrupted.ids },
      answers: asked.answers,
    };
    const base = await patchBase(engine, pair, PATCH_KINDS, signal);
    const { logits } = await engine.run(corrupted.ids, {}, signal);
    const { n_layer: layers, n_head: heads } = engine.info.config;
    this.patched = null;
    this.shown = {
      ...whereOf(loaded),
      ...{ asked, corrupted, layers, heads },
      ...{ cleanDifference: base.clean, corruptedDifference: base.corrupted },
      grids: {},
    };
    this.#begun = { question, live: provenance, pair, base, logits: logits.data };
    return this.#begun;
  }
}

/** What every patch of these two prompts begins with. */
interface Begun {
  readonly question: PatchQuestion;
  readonly live: LiveProvenance;
  readonly pair: PatchPair;
  readonly base: PatchBase;
  /** The corrupted prompt's, unpatched. */
  readonly logits: Float32Array;
}

const blank = (size: number): number[] => Array.from({ length: size }, () => NaN);

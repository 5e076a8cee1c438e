import { proxy, wrap } from 'comlink';
import {
  openTraining,
  type MergeRow,
  type TrainingSettings,
  type TrainingView,
} from '#lib/bpe/train/index.ts';
import type { OnProgress, TrainingAnswer, TrainingDesk } from './bpe-trainer-desk.ts';
import { latestOnly } from './latest.ts';

/** What the reader has asked for. */
export interface TrainingWish {
  readonly text: string;
  readonly settings: TrainingSettings;
  /** Merges to be done. */
  readonly at: number;
}

/** The calls to a desk, here or in a worker. */
export interface DeskCalls {
  open(text: string, settings: TrainingSettings): Promise<TrainingAnswer>;
  go(goal: number, onProgress: OnProgress): Promise<TrainingAnswer>;
  stop(): Promise<void>;
}

const remembered = 100;

/**
 * A training as a figure shows it. It starts from a short text, trained here at once, so that it can
 * be drawn at build; whatever the reader asks for is done in a worker, which starts with the first wish.
 */
export class BpeTraining {
  /** The text and the rules that were asked for last. */
  wish = $state.raw<TrainingWish>({} as TrainingWish);
  /** How the training stands. */
  view = $state.raw<TrainingView>({} as TrainingView);
  /** The merges known so far; `view.at` of them are done. */
  rows = $state.raw<readonly MergeRow[]>([]);
  /** Merges that this text allows; null while its end is not known. */
  end = $state<number | null>(null);
  /** Merges done of a training under way; null when nothing is under way. */
  progress = $state<number | null>(null);
  failed = $state(false);
  playing = $state(false);
  /** How many wishes can be taken back. */
  undoable = $state(0);

  private past: TrainingWish[] = [];
  private readonly start: () => DeskCalls;
  private desk: DeskCalls | null = null;
  private opened: Pick<TrainingWish, 'text' | 'settings'> | null = null;
  private typing = false;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly work = latestOnly((signal) => this.fulfil(signal));

  constructor(text: string, settings: TrainingSettings, start: () => DeskCalls = startWorker) {
    this.start = start;
    this.wish = { text, settings, at: 0 };
    this.view = openTraining(text, settings).view();
    this.noteEnd();
  }

  /** Takes another text, or a longer one while it is typed; training begins anew. */
  setText(text: string): Promise<void> {
    this.pause();
    return this.ask({ ...this.wish, text, at: 0 }, true);
  }

  /** Takes other rules; training begins anew and goes where it was, a new reading from the start. */
  setSettings(settings: TrainingSettings, text = this.wish.text): Promise<void> {
    this.pause();
    const anew = settings.reading !== this.wish.settings.reading;
    return this.ask({ text, settings, at: anew ? 0 : this.view.at });
  }

  /** Takes all at once, as a link asks for it; what is there already is not asked again. */
  restore({ text, settings, at }: TrainingWish): Promise<void> {
    const { wish } = this;
    const same = JSON.stringify(settings) === JSON.stringify(wish.settings);
    if (same && text === wish.text && at === wish.at) return Promise.resolve();
    this.pause();
    return this.ask({ text, settings: same ? wish.settings : settings, at });
  }

  /** Goes to where `at` merges are done; `follows` where a slider is on its way. */
  goTo(at: number, follows = false): Promise<void> {
    this.pause();
    return this.ask({ ...this.wish, at: Math.max(Math.trunc(at) || 0, 0) }, follows);
  }

  /** Takes the last wish back. */
  undo(): Promise<void> {
    this.pause();
    const wish = this.past.pop();
    this.undoable = this.past.length;
    if (wish === undefined) return Promise.resolve();
    this.typing = false;
    this.wish = wish;
    return this.work.start();
  }

  /** Stops a training under way where it stands. */
  cancel(): void {
    this.pause();
    this.wish = { ...this.wish, at: this.progress ?? this.view.at };
    this.work.abort();
  }

  /** Goes on by `step` merges again and again, until the end. */
  play(step: number, milliseconds: number): void {
    this.pause();
    this.playing = true;
    let first = true;
    this.timer = setInterval(() => {
      if (this.progress !== null) return;
      if (this.view.stop !== null) this.pause();
      else void this.ask({ ...this.wish, at: this.view.at + step }, !first);
      first = false;
    }, milliseconds);
  }

  pause(): void {
    clearInterval(this.timer);
    this.playing = false;
  }

  /** Waits until nothing is under way. */
  settled(): Promise<void> {
    return this.work.settled();
  }

  /** `follows`: the wish belongs to the one before it, and both are taken back together. */
  private ask(wish: TrainingWish, follows = false): Promise<void> {
    const { text, settings } = this.wish;
    const at = this.view.at;
    if (!follows || (wish.text !== text && !this.typing)) {
      this.past = [...this.past, { text, settings, at }].slice(-remembered);
      this.undoable = this.past.length;
    }
    this.typing = follows && wish.text !== text;
    this.wish = wish;
    return this.work.start();
  }

  private async fulfil(signal: AbortSignal): Promise<void> {
    const { text, settings, at } = this.wish;
    this.failed = false;
    try {
      const desk = (this.desk ??= this.start());
      if (this.opened?.text !== text || this.opened.settings !== settings) {
        this.progress = 0;
        this.opened = null;
        const answer = await desk.open(text, settings);
        this.opened = { text, settings };
        this.rows = [];
        this.end = null;
        this.show(answer);
      }
      if (signal.aborted || this.view.at === at) return;
      this.progress = this.view.at;
      const stop = (): void => void desk.stop();
      signal.addEventListener('abort', stop);
      const answer = await desk.go(at, (reached, rows) => {
        this.progress = reached;
        this.addRows(rows);
      });
      this.show(answer);
    } catch {
      this.desk = null;
      this.opened = null;
      this.failed = true;
      this.pause();
    } finally {
      this.progress = null;
    }
  }

  private show({ view, rows }: TrainingAnswer): void {
    this.view = view;
    this.addRows(rows);
    this.noteEnd();
  }

  private addRows(rows: readonly MergeRow[]): void {
    if (rows.length > 0) this.rows = [...this.rows, ...rows];
  }

  private noteEnd(): void {
    if (this.view.stop !== null) this.end = this.view.at;
  }
}

/** Starts the worker; when it dies, the call under way rejects. */
function startWorker(): DeskCalls {
  const worker = new Worker(new URL('./bpe-trainer.worker.ts', import.meta.url), {
    type: 'module',
  });
  const died = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      worker.terminate();
      reject(new Error(`the worker failed: ${event.message}`));
    });
  });
  died.catch(() => undefined);
  const remote = wrap<TrainingDesk>(worker);
  return {
    open: (text, settings) => Promise.race([remote.open(text, settings), died]),
    go: (goal, onProgress) => Promise.race([remote.go(goal, proxy(onProgress)), died]),
    stop: () => remote.stop(),
  };
}

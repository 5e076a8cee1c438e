import { nextTask } from '../pacing/next-task.ts';
import {
  openTraining,
  type MergeRow,
  type TrainingSession,
  type TrainingSettings,
  type TrainingView,
} from '#lib/bpe/train/index.ts';

/** How a training stands, and the merges that were not told before. */
export interface TrainingAnswer {
  readonly view: TrainingView;
  /** From the first that was not told on. */
  readonly rows: readonly MergeRow[];
}

export type OnProgress = (at: number, rows: readonly MergeRow[]) => void;

/** The worker's side of training in the page. */
export interface TrainingDesk {
  /** Takes a text; one that was open is dropped. */
  open(text: string, settings: TrainingSettings): TrainingAnswer;
  /**
   * Goes to where `goal` merges are done, or as near as the text and its stop rules allow. Between
   * stretches of work it listens for `stop` and says how far it is, with the merges not told yet.
   */
  go(goal: number, onProgress: OnProgress): Promise<TrainingAnswer>;
  /** Ends a `go` that is under way where it stands. */
  stop(): void;
}

/** Milliseconds of work between two looks at what the page wants. */
const stretch = 40;

/** Makes a desk; `pause` lets messages in. */
export function trainingDesk(pause: () => Promise<void> = nextTask): TrainingDesk {
  let session: TrainingSession | null = null;
  let told = 0;
  let stopped = false;

  function untold(open: TrainingSession): MergeRow[] {
    const rows = open.rows(told);
    told += rows.length;
    return rows;
  }
  const answer = (open: TrainingSession): TrainingAnswer => ({
    view: open.view(),
    rows: untold(open),
  });

  return {
    open(text, settings) {
      session = openTraining(text, settings);
      told = 0;
      return answer(session);
    },
    async go(goal, onProgress) {
      const open = session;
      if (open === null) throw new Error('no text is open');
      stopped = false;
      let since = performance.now();
      while (open.toward(goal)) {
        if (performance.now() - since < stretch) continue;
        onProgress(open.at, untold(open));
        await pause();
        if (stopped) break;
        since = performance.now();
      }
      return answer(open);
    },
    stop() {
      stopped = true;
    },
  };
}

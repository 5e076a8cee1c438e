import type { Step } from '../model/api.ts';

/** What has been written so far. `logits` are the newest, or null while the charts may wait. */
export interface Written {
  readonly ids: readonly number[];
  readonly logits: Float32Array | null;
  readonly tokensPerSecond: number;
}

/** While the model writes, the charts of the distribution are drawn at most this often. */
const CHART_MS = 200;

/**
 * Takes steps as they come from the engine and shows them once a frame, so that fast writing does
 * not draw the page more often than it is seen.
 */
export function collectSteps(
  frame: (callback: () => void) => unknown,
  show: (written: Written) => void,
): (step: Step) => void {
  const began = performance.now();
  const ids: number[] = [];
  let logits: Float32Array | null = null;
  let waiting = false;
  let charted = -Infinity;
  const draw = (): void => {
    waiting = false;
    const now = performance.now();
    const due = now - charted >= CHART_MS;
    if (due) charted = now;
    const tokensPerSecond = (1000 * ids.length) / Math.max(now - began, 1);
    show({ ids: [...ids], logits: due ? logits : null, tokensPerSecond });
  };
  return (step) => {
    ids.push(step.id);
    logits = step.logits;
    if (waiting) return;
    waiting = true;
    frame(draw);
  };
}

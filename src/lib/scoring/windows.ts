/** How a text that is longer than a model's context is read in pieces. */

/** The tokens from `start` to before `end` are read, those from `from` on are scored. */
export interface Window {
  readonly start: number;
  readonly from: number;
  readonly end: number;
}

/**
 * Windows of `size` tokens, each `stride` further on than the one before, as in Hugging Face's guide to
 * perplexity: a token is scored in the first window that holds it, so all but those of the first window
 * have at least size − stride tokens before them. The first token of the text is never scored: nothing
 * stands before it. RangeError unless 1 ≤ stride < size.
 * Example: slidingWindows(7, 4, 2) → scores 1–3 of 0–3, 4–5 of 2–5, 6 of 4–6
 */
export function slidingWindows(length: number, size: number, stride: number): Window[] {
  if (!Number.isInteger(size) || size < 2)
    throw new RangeError(`a window is a whole number of at least 2 tokens: ${String(size)}`);
  if (!Number.isInteger(stride) || stride < 1 || stride >= size)
    throw new RangeError(
      `a stride is a whole number from 1 to ${String(size - 1)}: ${String(stride)}`,
    );
  const windows: Window[] = [];
  for (let start = 0, from = 1; from < length; start += stride) {
    const end = Math.min(start + size, length);
    windows.push({ start, from, end });
    from = end;
  }
  return windows;
}

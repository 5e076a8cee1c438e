/** Numbers and tokens of exercises as they are printed, and the stretches of a question. */
import type { Tolerance } from './types.ts';

/** 57351 → '57,351'; −3 → '−3.0' with one digit. */
export function printed(value: number, digits: number): string {
  const [whole = '', rest] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 ? '−' : '';
  return `${sign}${grouped}${rest === undefined ? '' : `.${rest}`}`;
}

/** A probability: 0.564 → '56.4%', 0.0123 → '1.23%', 0.99996 → '100%'. */
export function percent(p: number): string {
  const x = 100 * p;
  if (x > 0 && x < 0.01) return '< 0.01%';
  return `${x.toFixed(x >= 10 ? 1 : 2).replace(/\.0+$/, '')}%`;
}

/** A score, weight or cosine. */
export const measured = (x: number): string => printed(x, Math.abs(x) >= 0.01 || x === 0 ? 2 : 4);

/** A token with its spaces and line ends made visible: ' cat' → '␣cat'. */
export const tokenName = (text: string): string => text.replaceAll(' ', '␣').replaceAll('\n', '↵');

/** What is said about the tolerance; null: the number must be exact. */
export function toleranceOf(
  tolerance: Tolerance,
): { readonly x: string; readonly percent: boolean } | null {
  if ('percent' in tolerance) return { x: String(tolerance.percent), percent: true };
  return tolerance.absolute === 0 ? null : { x: String(tolerance.absolute), percent: false };
}

/** A stretch of a text: plain, `code`, or _emphasised_. */
export interface Stretch {
  readonly text: string;
  readonly as: 'plain' | 'code' | 'em';
}

/** Spaces before a token become visible. Example: stretches('of ` red`') → plain 'of ', code '␣red' */
export function stretches(text: string): Stretch[] {
  const parts = text.split(/(`[^`]+`|(?<![\p{L}\p{N}])_[^_]+_(?![\p{L}\p{N}]))/u);
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const inner = part.slice(1, -1);
      if (/^`[^`]+`$/.test(part)) return { text: inner.replace(/^ /, '␣'), as: 'code' };
      if (/^_[^_]+_$/.test(part)) return { text: inner, as: 'em' };
      return { text: part, as: 'plain' };
    });
}

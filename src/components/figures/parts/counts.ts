import type { Part } from '#lib/parameters/index.ts';

/** Where the parameters are, each kind in its colour. */
export const partColours: Readonly<Record<Part, string>> = {
  tables: 'var(--cat-1)',
  attention: 'var(--cat-2)',
  mlp: 'var(--cat-3)',
  norms: 'var(--cat-4)',
};

/** Whole numbers in groups of three. Example: grouped(124439808) → '124,439,808' */
export const grouped = (count: number): string => count.toLocaleString('en-US');

/** Large counts in short: 124439808 → '124M', 1557611200 → '1.56B', 5.3e6 → '5.3M'. */
export function inShort(count: number): string {
  if (count === 0) return '0';
  const [unit, letter] = count >= 1e9 ? [1e9, 'B'] : count >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
  return `${String(Number((count / unit).toPrecision(3)))}${letter}`;
}

/** Bytes in decimal units. Example: inBytes(169_500_000) → '169.5 MB' */
export function inBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`;
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e3).toFixed(1)} kB`;
}

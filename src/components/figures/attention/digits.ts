/**
 * What two numbers written out have in common at their beginning, and how each goes on.
 * Example: splitDigits('-1.2345', '-1.2299') → ['-1.2', '345', '299']
 */
export function splitDigits(a: string, b: string): readonly [string, string, string] {
  if (a.length !== b.length) return ['', a, b];
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return [a.slice(0, same).replace('-', '−'), a.slice(same), b.slice(same)];
}

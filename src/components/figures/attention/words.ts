/** Words as the eye counts them, `most` at most; a text of a megabyte is not read to its end. */
export function wordsOf(typed: string, most: number): { words: string[]; cut: boolean } {
  const all = typed
    .slice(0, 2000)
    .split(/\s+/)
    .filter((word) => word !== '');
  return { words: all.slice(0, most), cut: all.length > most };
}

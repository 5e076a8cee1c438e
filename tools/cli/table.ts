/** Rows of text as lines, each column as wide as its longest cell; `right` are columns of numbers. */
export function columns(
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string[] {
  const width = (column: number): number =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? '')));
  const widths = (rows[0] ?? []).map((_, column) => width(column));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - displayWidth(cell));
        return right.includes(column) ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** A terminal draws East Asian characters and emoji two cells wide (Unicode Annex #11, roughly). */
function displayWidth(text: string): number {
  const wide =
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}/u;
  return Array.from(text).reduce((sum, char) => sum + (wide.test(char) ? 2 : 1), 0);
}

/** A token as one line: in double quotes, with newlines and the like as JSON writes them. */
export const quoted = (token: string | null): string =>
  token === null ? '(none)' : JSON.stringify(token);

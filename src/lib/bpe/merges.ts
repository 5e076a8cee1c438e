/** Two tokens that join into one, in GPT-2's printable alphabet. Their place in the list is their rank. */
export type Merge = readonly [left: string, right: string];

/**
 * Reads a merges.txt in Hugging Face's form: a `#version` line, then one merge a line, best first.
 * Only that first line is a comment: `# #` is a merge.
 */
export function parseMerges(mergesTxt: string): Merge[] {
  const lines = mergesTxt.split(/\r?\n/);
  const first = lines[0]?.startsWith('#version') ? 1 : 0;
  return lines.flatMap((line, index) => {
    if (index < first || line === '') return [];
    const [left, right, ...rest] = line.split(' ');
    if (!left || !right || rest.length > 0) {
      throw new Error(`not a merge in line ${index + 1} of merges.txt: ${line}`);
    }
    return [[left, right] as const];
  });
}

/**
 * One style sheet per page in the place of the twenty that the bundler cuts, since each is a request that the
 * first picture waits for. What formulas need is in it where the page has some, with the letters of its own.
 */
import { createHash } from 'node:crypto';

export interface Joined {
  /** Pages by path, with their new links. */
  readonly pages: ReadonlyMap<string, string>;
  /** New style sheets: text by file name. */
  readonly sheets: ReadonlyMap<string, string>;
}

const LINK = /<link rel="stylesheet" href="([^"]+)"\s*\/?>/g;

/**
 * `pages`: HTML by path. `read`: the text of a style sheet by the address in the page. `folder`: the
 * address of the folder for the new ones, with a slash at its end, which must be that of the old ones,
 * since they name their fonts by relative paths. `math`: makes the sheet for formulas from the rules for them and the page.
 */
export async function joinStyles(
  pages: ReadonlyMap<string, string>,
  read: (address: string) => string,
  folder: string,
  math: (css: string, html: string) => Promise<string>,
): Promise<Joined> {
  const sheets = new Map<string, string>();
  const joined = new Map<string, string>();
  for (const [path, html] of pages) {
    const addresses = [...html.matchAll(LINK)].map(([, address = '']) => address);
    if (addresses.length === 0) continue;
    const { formulas, rest } = cutFormulas(addresses.map(read).join('\n'));
    const has = formulas !== '' && html.includes('class="katex"');
    const css = has ? rest + (await math(formulas, html)) : rest;
    const name = `page.${hash(css)}.css`;
    sheets.set(name, css);
    let link = `<link rel="stylesheet" href="${folder}${name}">`;
    joined.set(
      path,
      html.replace(LINK, () => [link, (link = '')][0] ?? ''),
    );
  }
  return { pages: joined, sheets };
}

/**
 * The layer `katex` of a style sheet, and all else, where the layer keeps its place in the order of layers.
 * Example: cutFormulas('@layer katex,a;@layer katex{b{}}c{}') → { formulas: '@layer katex{b{}}', rest: '@layer katex,a;c{}' }
 */
export function cutFormulas(css: string): { formulas: string; rest: string } {
  const open = /@layer katex\s*\{/g;
  let formulas = '';
  let rest = '';
  let done = 0;
  for (let found = open.exec(css); found !== null; found = open.exec(css)) {
    const end = closing(css, open.lastIndex);
    rest += css.slice(done, found.index);
    formulas += css.slice(found.index, end);
    done = open.lastIndex = end;
  }
  return { formulas, rest: rest + css.slice(done) };
}

/** The place behind the brace that closes the one before `from`; braces in strings do not count. */
function closing(css: string, from: number): number {
  let depth = 1;
  const mark = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\*[\s\S]*?\*\/|[{}]/g;
  mark.lastIndex = from;
  for (let found = mark.exec(css); found !== null; found = mark.exec(css)) {
    if (found[0] === '{') depth++;
    if (found[0] === '}' && --depth === 0) return mark.lastIndex;
  }
  throw new Error('a style sheet ends within a block');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

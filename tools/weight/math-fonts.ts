/**
 * The fonts of formulas, cut down to the letters that the site's formulas have, and put into the style
 * sheet: six requests less, and no formula that changes its width when a font arrives. The whole font
 * stays beside it for any letter that is not among them, so that nothing depends on a complete list.
 */
import subsetFont from 'subset-font';

/** What a class of KaTeX changes about the font; katex.css has the same. The last that matches wins. */
const CLASSES: readonly (readonly [string, Partial<Font>])[] = [
  ['mathnormal', { family: 'KaTeX_Math', style: 'italic' }],
  ['mathit', { family: 'KaTeX_Main', style: 'italic' }],
  ['mathbf', { family: 'KaTeX_Main', weight: '700' }],
  ['textbf', { weight: '700' }],
  ['textit', { style: 'italic' }],
  ['boldsymbol', { family: 'KaTeX_Math', style: 'italic', weight: '700' }],
  ['amsrm', { family: 'KaTeX_AMS' }],
  ['mathbb', { family: 'KaTeX_AMS' }],
  ['textbb', { family: 'KaTeX_AMS' }],
  ['mathcal', { family: 'KaTeX_Caligraphic' }],
  ['mathscr', { family: 'KaTeX_Script' }],
  ['mathfrak', { family: 'KaTeX_Fraktur' }],
  ['mathsf', { family: 'KaTeX_SansSerif' }],
  ['textsf', { family: 'KaTeX_SansSerif' }],
  ['mathtt', { family: 'KaTeX_Typewriter' }],
  ['texttt', { family: 'KaTeX_Typewriter' }],
  ['mainrm', { family: 'KaTeX_Main', style: 'normal' }],
  ['size1', { family: 'KaTeX_Size1' }],
  ['size2', { family: 'KaTeX_Size2' }],
  ['size3', { family: 'KaTeX_Size3' }],
  ['size4', { family: 'KaTeX_Size4' }],
  ['delim-size1', { family: 'KaTeX_Size1' }],
  ['delim-size4', { family: 'KaTeX_Size4' }],
  ['small-op', { family: 'KaTeX_Size1' }],
  ['large-op', { family: 'KaTeX_Size2' }],
];

interface Font {
  readonly family: string;
  readonly style: 'normal' | 'italic';
  readonly weight: '400' | '700';
}
const MAIN: Font = { family: 'KaTeX_Main', style: 'normal', weight: '400' };

/** The characters of all formulas of some pages, by the font that they are set in, as `KaTeX_Math italic 400`. */
export function lettersOf(pages: Iterable<string>): Map<string, Set<string>> {
  const letters = new Map<string, Set<string>>();
  for (const html of pages)
    for (const [, formula = ''] of html.matchAll(FORMULA)) addLetters(formula, letters);
  return letters;
}

// What is drawn of a formula begins with this span; the end of its own is found by counting.
const FORMULA = /<span class="katex-html" aria-hidden="true">([\s\S]*?)(?=<span class="katex"|$)/g;
const PART = /<span(?: class="([^"]*)")?[^>]*>|(<\/span>)|<[^>]*>|([^<]+)/g;

function addLetters(formula: string, letters: Map<string, Set<string>>): void {
  const fonts: Font[] = [MAIN];
  for (const [part, classes, closed, text] of formula.matchAll(PART)) {
    const font = fonts.at(-1);
    if (font === undefined) return;
    if (text !== undefined) {
      const name = `${font.family} ${font.style} ${font.weight}`;
      const known = letters.get(name) ?? new Set();
      letters.set(name, known);
      for (const letter of unescaped(text)) known.add(letter);
    } else if (closed !== undefined) fonts.pop();
    else if (part.startsWith('<span')) fonts.push(changed(font, classes ?? ''));
  }
}

function changed(font: Font, classes: string): Font {
  const own = new Set(classes.split(' '));
  // `sizing` and `fontsize-ensurer` use `size1` for the size of letters.
  if (!own.has('delimsizing')) for (const n of ['1', '2', '3', '4']) own.delete(`size${n}`);
  return CLASSES.reduce(
    (now, [name, change]) => (own.has(name) ? { ...now, ...change } : now),
    font,
  );
}

function unescaped(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Without hints, which no screen of today needs, and tables that formulas do not: they weigh more than the letters. */
const SMALL = {
  targetFormat: 'woff2' as const,
  noHinting: true,
  dropTables: ['FFTM', 'GDEF', 'GPOS', 'GSUB'],
};

const FACE = /@font-face\s*\{([^}]*)\}/g;

/**
 * The style sheet with the letters of each font that has some in the sheet itself; the whole font, as a
 * file, is left for all others. Only WOFF2 is kept: every browser that can run the site reads it.
 * `read`: the bytes of a font by the address in the sheet.
 */
export async function inlineLetters(
  css: string,
  letters: ReadonlyMap<string, ReadonlySet<string>>,
  read: (address: string) => Buffer,
): Promise<string> {
  let out = '';
  let done = 0;
  for (const face of css.matchAll(FACE)) {
    const [whole, inside = ''] = face;
    const value = (name: string) =>
      new RegExp(`(?:^|[;{\\s])${name}\\s*:\\s*["']?([^;"']+)`).exec(inside)?.[1]?.trim() ?? '';
    const style = value('font-style') === 'italic' ? 'italic' : 'normal';
    const weight = /^(700|bold)$/.test(value('font-weight')) ? '700' : '400';
    const family = value('font-family');
    const address = /url\(["']?([^"')]+\.woff2)["']?\)/.exec(inside)?.[1];
    if (!family.startsWith('KaTeX') || address === undefined) continue;
    const start = `@font-face{font-family:${family};font-style:${style};font-weight:${weight};font-display:block;`;
    const own = letters.get(`${family} ${style} ${weight}`);
    // The face that has the space gives lines and `ex` their measure ("first available font", CSS Fonts 4,
    // section 5.2): were it the whole font, empty parts of a formula would fetch it.
    const list = own === undefined ? [] : [...new Set([' ', ...own])].sort();
    const codes = list.map((letter) => letter.codePointAt(0) ?? 0);
    out += `${css.slice(done, face.index)}${start}src:url(${address}) format("woff2")`;
    if (list.length > 0) {
      const font = await subsetFont(read(address), list.join(''), SMALL);
      const source = `url(data:font/woff2;base64,${font.toString('base64')}) format("woff2")`;
      const ranges = codes.map((code) => `U+${code.toString(16)}`).join(',');
      // A letter that the font lacks must not make the browser fetch the whole font to look for it.
      out += `;unicode-range:${allBut(codes)}}${start}src:${source};unicode-range:${ranges}`;
    }
    out += '}';
    done = face.index + whole.length;
  }
  return out + css.slice(done);
}

/** The `unicode-range` of everything but some sorted code points. */
function allBut(codes: readonly number[]): string {
  const ranges: string[] = [];
  let from = 0;
  for (const code of [...codes, 0x110000]) {
    if (code > from) ranges.push(`U+${from.toString(16)}-${(code - 1).toString(16)}`);
    from = code + 1;
  }
  return ranges.join(',');
}

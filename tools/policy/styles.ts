/**
 * Style attributes as rules of a style sheet. A policy without 'unsafe-inline' refuses `style="…"`
 * in HTML, and the pages hold hundreds: of KaTeX, and of Svelte's components as they were drawn
 * when the site was built. Each becomes `data-s-KEY`, KEY being a few letters that stand for the same
 * declarations on all pages of the site, and a rule that is as strong as an attribute would be. (Not
 * `data-s="KEY"`: browsers look rules up by the name of the attribute, and would try all of them, some hundred,
 * on each of some thousand elements.)
 *
 * What Svelte drew is Svelte's again when it comes alive: it then sets its styles through CSSOM,
 * which policies allow. So within an island the rule holds only until then (`astro-island[ssr]`), and
 * leaves nothing behind that a component could not take away.
 */
import { replaceAttribute, rewriteTags, type StartTag } from './html.ts';

/** Declarations by key: of what the page itself holds, and of what stands in islands. */
export interface Rules {
  readonly pages: Map<string, string>;
  readonly islands: Map<string, string>;
}

/** Keys by declarations: short ones, of which a page may have hundreds. */
export class Keys {
  readonly #keys = new Map<string, string>();

  of(declarations: string): string {
    const key = this.#keys.get(declarations) ?? letters(this.#keys.size);
    this.#keys.set(declarations, key);
    return key;
  }
}

/** HTML does not tell capital letters in names of attributes. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** 0 → a, 35 → 9, 36 → aa: every text of letters and digits once. */
function letters(n: number): string {
  const last = LETTERS.charAt(n % LETTERS.length);
  return n < LETTERS.length ? last : letters(Math.floor(n / LETTERS.length) - 1) + last;
}

/** The page without style attributes; adds the rules that stand for them to `rules`. */
export function liftStyles(html: string, rules: Rules, keys: Keys): string {
  return rewriteTags(html, (tag) => {
    const style = tag.attributes.get('style');
    if (style === undefined) return null;
    const declarations = checked(style.trim().replace(/;$/, ''), tag);
    if (declarations === '') return replaceAttribute(tag, 'style', '');
    const key = keys.of(declarations);
    (isIslands(tag) ? rules.islands : rules.pages).set(key, declarations);
    return replaceAttribute(tag, 'style', `data-s-${key}`);
  });
}

/**
 * The style sheet of some rules, in an order that does not depend on the page's; '' for none.
 * `:not(#\\#)` matches everything and weighs as much as an id: no rule of a component is as strong.
 */
export function sheetOf({ pages, islands }: Rules): string {
  return (
    lines(pages, (key) => `[data-s-${key}]:not(#\\#):not(#\\#)`) +
    lines(islands, (key) => `astro-island[ssr] [data-s-${key}]:not(#\\#)`)
  );
}

function lines(rules: ReadonlyMap<string, string>, selector: (key: string) => string): string {
  return [...rules]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, declarations]) => `${selector(key)}{${declarations}}\n`)
    .join('');
}

/** In an island itself, not in what the page hands it to show. */
function isIslands({ within }: StartTag): boolean {
  const nearest = within.findLast((name) => /^astro-(island|slot|static-slot)$/.test(name));
  return nearest === 'astro-island';
}

/** Throws for what would mean something else in a file than in an attribute. */
function checked(style: string, { source }: StartTag): string {
  const outside = style.replace(/"[^"]*"|'[^']*'/g, '');
  if (/[{}]|<\/|\/\*|&\w+;/.test(outside) || /url\(\s*["']?[^#"'\s]/i.test(style))
    throw new Error(`a style attribute that cannot be a rule: ${source}`);
  return style;
}

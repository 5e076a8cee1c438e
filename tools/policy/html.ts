/**
 * Reads the HTML that the build writes, far enough to find every start tag with its attributes and
 * the text of every script and style, and to put something else in their place. No tree is made:
 * what is not replaced stays byte by byte.
 */

export interface StartTag {
  /** Lower case. */
  readonly name: string;
  /** By lower-case name, entities resolved; '' where there is no value. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The tag itself, from `<` to `>`. */
  readonly source: string;
  /** What a `script` or a `style` holds; '' for all others. */
  readonly text: string;
  /** Names of the custom elements around it, outermost first. */
  readonly within: readonly string[];
}

// A comment, an end tag, or a start tag: quoted values may hold `>`.
const TAG =
  /<!--[\s\S]*?-->|<\/([a-zA-Z][^\s>]*)[^>]*>|<([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
/** Elements whose content is text, whatever it looks like. */
const RAW = new Set([
  'script',
  'style',
  'textarea',
  'title',
  'iframe',
  'xmp',
  'noembed',
  'noframes',
]);

/** Calls `change` for each start tag, in order; what it returns takes the tag's place (null: it stays). */
export function rewriteTags(html: string, change: (tag: StartTag) => string | null): string {
  const open: string[] = [];
  let out = '';
  let done = 0;
  TAG.lastIndex = 0;
  for (let found = TAG.exec(html); found !== null; found = TAG.exec(html)) {
    const [source, closed, opened, inside = ''] = found;
    if (closed !== undefined) {
      const at = open.lastIndexOf(closed.toLowerCase());
      if (at >= 0) open.length = at;
    }
    if (opened === undefined) continue;
    const name = opened.toLowerCase();
    const from = TAG.lastIndex;
    // `<title>` of an SVG holds text, too, with entities; neither kind can hold a tag of its own.
    const to = RAW.has(name) ? endOfText(html, name, from) : from;
    const text = name === 'script' || name === 'style' ? html.slice(from, to) : '';
    const replaced = change({ name, attributes: parse(inside), source, text, within: [...open] });
    if (replaced !== null) {
      out += html.slice(done, found.index) + replaced;
      done = from;
    }
    TAG.lastIndex = to;
    if (name.includes('-')) open.push(name);
  }
  return out + html.slice(done);
}

/** Every start tag, in order. */
export function startTags(html: string): StartTag[] {
  const tags: StartTag[] = [];
  rewriteTags(html, (tag) => {
    tags.push(tag);
    return null;
  });
  return tags;
}

/** The source of a tag with another text in the place of one of its attributes. */
export function replaceAttribute({ source }: StartTag, name: string, text: string): string {
  const from = /^<[^\s/>]*/.exec(source)?.[0].length ?? 0;
  let done = false;
  const inside = source.slice(from).replace(ATTRIBUTE, (attribute, found: string) => {
    if (done || found.toLowerCase() !== name) return attribute;
    done = true;
    return text;
  });
  return source.slice(0, from) + inside;
}

function endOfText(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[\\s/>]`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

function parse(inside: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of inside.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    // The first of two wins, as in a browser.
    if (!attributes.has(key)) attributes.set(key, unescape(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Resolves the entities that the build writes; others stay. */
function unescape(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(String(hex), 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return NAMED[String(name)] ?? whole;
  });
}

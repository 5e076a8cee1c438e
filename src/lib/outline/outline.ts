/** A place of a page that a table of contents leads to. */
export interface Place {
  readonly id: string;
  readonly text: string;
}

export interface Outline {
  /** The headings of the second level, in the order of the page. */
  readonly sections: readonly Place[];
  /** The figures: `Figure 2.1 Train …`, or what the page's language calls it. */
  readonly figures: readonly Place[];
}

const heading = /<h2\b[^>]*\sid="([^"]+)"[^>]*>(.*?)<\/h2>/gs;
const figure =
  /<div\b[^>]*\sclass="figure-frame\b[^"]*"[^>]*\sid="([^"]+)".*?class="figure-title\b[^>]*>(.*?)<\/h\d>/gs;

/**
 * The outline of a page's HTML as Astro and Svelte write it. Headings inside figures, without an id,
 * or of other levels are left out.
 */
export function outlineOf(html: string): Outline {
  const places = (pattern: RegExp) =>
    [...html.matchAll(pattern)].map(([, id = '', inner = '']) => ({
      id: decode(id),
      text: textOf(inner),
    }));
  return {
    sections: places(heading).filter(({ id, text }) => text !== '' && !id.endsWith('-title')),
    figures: places(figure),
  };
}

/** The words of a piece of HTML, without links to the place itself. */
function textOf(html: string): string {
  return decode(
    html
      .replaceAll(/<!--.*?-->/gs, '')
      .replaceAll(/<a\b[^>]*\banchor\b.*?<\/a>/gs, '')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
};
const decode = (text: string) =>
  text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name] ?? '');

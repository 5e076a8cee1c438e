/** What the policy changes in the built pages, as one function from pages to files. */
import { createHash } from 'node:crypto';
import { rewriteTags } from './html.ts';
import { inlineOf, pagePolicy, type Inline } from './policy.ts';
import { Keys, liftStyles, sheetOf, type Rules } from './styles.ts';

export interface Guarded {
  /** Pages and style sheets, by their path in the site's folder. */
  readonly files: ReadonlyMap<string, string>;
  /** What the policy of all pages allows to stand in them. */
  readonly inline: Inline;
}

/**
 * Takes the style attributes out of all pages, into one style sheet for each set of rules, and writes
 * the policy into each page, before anything that it is about.
 * `pages`: HTML by path; `base`: the path that the site is under, with a slash at its end.
 */
export function guardPages(pages: ReadonlyMap<string, string>, base: string): Guarded {
  const files = new Map<string, string>();
  const inline = inlineOf(pages.values());
  const policy = pagePolicy(inline);
  const keys = new Keys();
  // In an order that is always the same: so are the keys.
  for (const [path, html] of [...pages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rules: Rules = { pages: new Map(), islands: new Map() };
    const lifted = liftStyles(html, rules, keys);
    const css = sheetOf(rules);
    const sheet = css === '' ? null : named(css);
    if (sheet) files.set(sheet.path, sheet.css);
    files.set(path, withPolicy(lifted, policy, sheet && base + sheet.path, path));
  }
  return { files, inline };
}

function named(css: string): { path: string; css: string } {
  const hash = createHash('sha256').update(css).digest('base64url').slice(0, 8);
  return { path: `_astro/drawn.${hash}.css`, css };
}

/** The persisted mark keeps the first page's policy through navigations: one, not one more each. */
function withPolicy(html: string, policy: string, sheet: string | null, path: string): string {
  let done = false;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" data-astro-transition-persist="policy">`;
  const link = sheet === null ? '' : `<link rel="stylesheet" href="${sheet}">`;
  const guarded = rewriteTags(html, ({ name, attributes, source }) => {
    if (done || name !== 'meta' || !attributes.has('charset')) return null;
    done = true;
    return `${source}${meta}${link}`;
  });
  if (!done) throw new Error(`${path} has no <meta charset> to put the policy behind`);
  return guarded;
}

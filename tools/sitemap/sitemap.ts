/** The map of the site for search engines (https://www.sitemaps.org/protocol.html). */
import { langTags, languages, otherLang, isLang } from '../../src/lib/i18n/languages.ts';

/**
 * `paths`: pages within the site, as `en/about/`; those outside the languages are left out. `root`: the whole
 * address that they are under, with a slash at its end. A page that is there in both languages says so.
 */
export function sitemapOf(paths: readonly string[], root: string): string {
  const known = new Set(paths);
  const entries = [...known].sort().flatMap((path) => {
    const [lang, ...rest] = path.split('/');
    if (!isLang(lang)) return [];
    const other = [otherLang(lang), ...rest].join('/');
    const links = known.has(other)
      ? languages.map((each) => {
          const href = escape(root + [each, ...rest].join('/'));
          return `<xhtml:link rel="alternate" hreflang="${langTags[each]}" href="${href}"/>`;
        })
      : [];
    return [`<url><loc>${escape(root + path)}</loc>${links.join('')}</url>`];
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join('\n')}
</urlset>
`;
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

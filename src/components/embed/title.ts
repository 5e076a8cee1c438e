/**
 * The title of the first figure in a piece of HTML, as plain text; null where there is none.
 * Example: titleIn('<h3 class="figure-title" id="a-title">A &amp; B<a class="anchor"…') → 'A & B'
 */
export function titleIn(html: string): string | null {
  const heading = /class="figure-title[^>]*>(.*?)<a class="anchor/s.exec(html)?.[1];
  if (heading === undefined) return null;
  const text = heading.replaceAll(/<!--.*?-->|<[^>]*>/gs, '').trim();
  const signs: Readonly<Record<string, string>> = {
    ...{ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' },
  };
  return text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (sign) => signs[sign] ?? sign);
}

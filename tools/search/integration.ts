import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';
import { langTags, languages, type Lang } from '../../src/lib/i18n/languages.ts';
import { recordsOf, type SearchRecord } from './records.ts';

/** Pages whose words are elsewhere on the site, too, or that would give the answers away. */
const left = /^(?:$|embed\/|teach\/.+|changelog\/)/;
/** Of what Pagefind writes, what the site's own search loads; its ready-made interfaces are not. */
const needed =
  /^(?:pagefind(?:-worker)?\.js|pagefind-entry\.json|pagefind\..+|wasm\..+|(?:index|fragment)\/.+)$/;

/**
 * Makes the search index when the site has been built: `dist/pagefind/en` and `dist/pagefind/zh`. Each
 * language has an index of its own, so that a search uses the stems or the word boundaries of the
 * language of the pages, and the reader's own language can be asked first.
 */
export function searchIndex(): AstroIntegration {
  return {
    name: 'vitrine-search',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir);
        await rm(join(site, 'pagefind'), { recursive: true, force: true });
        const counts = await Promise.all(
          languages.map(async (lang) => {
            const records = await recordsBelow(site, lang);
            await writeIndex(records, lang, join(site, 'pagefind', lang));
            return `${String(records.length)} in ${lang}`;
          }),
        );
        await close();
        logger.info(`search index: ${counts.join(', ')}`);
      },
    },
  };
}

async function recordsBelow(site: string, lang: Lang): Promise<SearchRecord[]> {
  const files = await readdir(join(site, lang), { recursive: true });
  const pages = files
    .filter((file) => file.endsWith('index.html'))
    .map((file) => file.replaceAll('\\', '/').slice(0, -'index.html'.length))
    .filter((page) => !left.test(page))
    .sort();
  const all: SearchRecord[] = [];
  for (const page of pages) {
    const html = await readFile(join(site, lang, page, 'index.html'), 'utf8');
    all.push(...recordsOf(html, `/${lang}/${page}`));
  }
  return all;
}

async function writeIndex(
  records: readonly SearchRecord[],
  lang: Lang,
  folder: string,
): Promise<void> {
  const { index, errors } = await createIndex({});
  if (!index) throw new Error(`no search index for ${lang}: ${errors.join('; ')}`);
  for (const record of records) {
    const added = await index.addHTMLFile({ url: record.url, content: asPage(record, lang) });
    if (added.errors.length > 0) throw new Error(`${record.url}: ${added.errors.join('; ')}`);
  }
  const { files } = await index.getFiles();
  for (const { path, content } of files.filter((file) => needed.test(file.path))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** A record as a page of its own, as Pagefind reads pages: its title weighs more than its text. */
function asPage({ kind, title, page, text }: SearchRecord, lang: Lang): string {
  const meta = (name: string, value: string) =>
    `<meta data-pagefind-meta="${name}[content]" content="${escape(value)}">`;
  const weight = kind === 'section' || kind === 'page' ? 6 : 10;
  return `<!doctype html><html lang="${langTags[lang]}"><body>
${meta('kind', kind)}${meta('page', page)}
<h1 data-pagefind-weight="${String(weight)}">${escape(title)}</h1><p>${escape(text)}</p>
</body></html>`;
}

const escape = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

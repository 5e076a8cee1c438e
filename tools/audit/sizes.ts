/**
 * `node tools/audit/sizes.ts`: what each page of the built site weighs, HTML and style sheet, as it is, after gzip
 * and after brotli. `node tools/audit/sizes.ts en/lessons/4-attention`: what each figure adds to that page's HTML,
 * the heaviest first: the page's size less its size without the figure.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const site = join(import.meta.dirname, '../../dist');

type Sizes = readonly [raw: number, gzip: number, brotli: number];

function sizesOf(text: string): Sizes {
  const bytes = Buffer.from(text);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 10,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const brotli = brotliCompressSync(bytes, { params });
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length];
}

function printRow(name: string, ...columns: readonly (string | number)[]): void {
  console.log(name.padEnd(36), ...columns.map((column) => String(column).padStart(8)));
}

function printPages(): void {
  const pages = readdirSync(site, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('/index.html') && !path.startsWith('embed/'))
    .sort();
  printRow('bytes', 'HTML', 'gzip', 'brotli', 'CSS', 'gzip', 'brotli');
  const sheets = new Map<string, Sizes>();
  for (const page of pages) {
    const html = readFileSync(join(site, page), 'utf8');
    const name = /\/_astro\/(page\.[\w-]+\.css)"/.exec(html)?.[1];
    const sheet = name === undefined ? null : (sheets.get(name) ?? sizesOf(read(name)));
    if (name !== undefined && sheet) sheets.set(name, sheet);
    printRow(page.replace(/\/index\.html$/, ''), ...sizesOf(html), ...(sheet ?? []));
  }
}

const read = (sheet: string): string => readFileSync(join(site, '_astro', sheet), 'utf8');

function printFigures(page: string): void {
  const html = readFileSync(join(site, page, 'index.html'), 'utf8');
  const whole = sizesOf(html);
  const figures = [...html.matchAll(/<astro-island[^]*?<\/astro-island>/g)].map(([island]) => {
    const name = /&quot;name&quot;:&quot;(\w+)|"name":"(\w+)/.exec(
      / opts="[^"]*"/.exec(island)?.[0] ?? '',
    );
    const rest = sizesOf(html.replace(island, () => ''));
    const props = / props="([^"]*)"/.exec(island)?.[1]?.length ?? 0;
    return { name: name?.[1] ?? '?', own: whole.map((size, i) => size - (rest[i] ?? 0)), props };
  });
  printRow('bytes', 'HTML', 'gzip', 'brotli', 'props');
  printRow(page, ...whole, '');
  const heaviest = figures.sort((a, b) => (b.own[1] ?? 0) - (a.own[1] ?? 0));
  for (const { name, own, props } of heaviest) printRow(`  ${name}`, ...own, props);
}

const page = process.argv[2]?.replace(/^\/|\/$/g, '');
if (!existsSync(join(site, 'index.html'))) {
  console.error('there is no build to weigh: npm run build');
  process.exitCode = 1;
} else if (page === undefined) printPages();
else printFigures(page);

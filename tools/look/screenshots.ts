/**
 * Pictures of every page of the built site, to look at: both languages, both themes, on a phone (360 px)
 * and on a desk (1440 px).
 *
 *   npm run screenshots [-- PART…] [--to DIRECTORY]
 *   npm run screenshots -- --readme
 *
 * PART: only addresses that contain it. The pictures go to `screenshots/`, which git does not keep, with
 * an index.html that shows them beside each other. With --readme the one picture of the README is
 * made again: `docs/picture.png`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright';
import { ensureChromium } from '../test/chromium.ts';
import { serveSite } from '../serve/site.ts';
import { builtPages } from './pages.ts';

const root = join(import.meta.dirname, '../..');
const WIDTHS = [360, 1440] as const;
const THEMES = ['light', 'dark'] as const;

interface Shot {
  readonly address: string;
  readonly width: number;
  readonly theme: 'light' | 'dark';
  readonly file: string;
}

const { values, positionals } = parseArgs({
  options: {
    to: { type: 'string', default: join(root, 'screenshots') },
    readme: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const site = await serveSite({ folder: join(root, 'dist'), port: 0 });
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: ['--no-sandbox'],
});
try {
  await (values.readme ? readmePicture(browser) : everyPage(browser));
} finally {
  await browser.close();
  await site.close();
}

async function everyPage(browser: Browser): Promise<void> {
  const wanted = builtPages().filter(
    (address) => positionals.length === 0 || positionals.some((part) => address.includes(part)),
  );
  mkdirSync(values.to, { recursive: true });
  const shots = wanted.flatMap((address) =>
    WIDTHS.flatMap((width) =>
      THEMES.map((theme): Shot => {
        const name = address.replaceAll('/', '_').replace(/^_|_$/g, '');
        return { address, width, theme, file: `${name}-${String(width)}-${theme}.png` };
      }),
    ),
  );
  for (const shot of shots) {
    await take(browser, shot, join(values.to, shot.file));
    console.log(shot.file);
  }
  writeFileSync(join(values.to, 'index.html'), gallery(shots));
}

/** The whole page, every figure laid out. */
async function take(browser: Browser, { address, width, theme }: Shot, to: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme });
  await page.goto(site.url + address.slice(1), { waitUntil: 'networkidle' });
  await page.evaluate(async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important }');
    document.adoptedStyleSheets.push(sheet);
    // Islands are drawn when they come into view.
    for (let y = 0; y < document.body.scrollHeight; y += 800) {
      scrollTo(0, y);
      await new Promise(requestAnimationFrame);
    }
    scrollTo(0, 0);
  });
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: to, fullPage: true });
  await page.close();
}

/** The home's first screen, as the README shows it. */
async function readmePicture(browser: Browser): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(`${site.url}en/`, { waitUntil: 'networkidle' });
  await page.screenshot({ path: join(root, 'docs/picture.png') });
  await page.close();
}

function gallery(shots: readonly Shot[]): string {
  const figures = shots.map(
    ({ address, width, theme, file }) =>
      `<figure><figcaption>${address} · ${String(width)} · ${theme}</figcaption><img loading="lazy" src="${file}"></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Vitrine</title><style>
body { display: flex; flex-wrap: wrap; gap: 1rem; font: 14px sans-serif } img { max-inline-size: 30rem }
</style>${figures.join('\n')}\n`;
}

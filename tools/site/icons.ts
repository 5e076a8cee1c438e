/**
 * `npm run icons`: the site's icon as PNG, from public/icon.svg, for systems that install the site:
 * 192 and 512 pixels, one that may be cut to any shape (`maskable`: all within the middle 80 %), and the
 * one that iOS asks for. Needs a Chromium.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { CHROMIUM_FLAGS, ensureChromium } from '../test/chromium.ts';

const folder = join(import.meta.dirname, '../../public');
const GROUND = '#f2f5f4';

interface Icon {
  readonly name: string;
  readonly size: number;
  /** How much of the width the drawing takes. */
  readonly share: number;
  readonly ground: string;
}

const icons: readonly Icon[] = [
  { name: 'icon-192.png', size: 192, share: 1, ground: 'transparent' },
  { name: 'icon-512.png', size: 512, share: 1, ground: 'transparent' },
  { name: 'icon-maskable-512.png', size: 512, share: 0.64, ground: GROUND },
  { name: 'apple-touch-icon.png', size: 180, share: 0.76, ground: GROUND },
];

const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: [...CHROMIUM_FLAGS],
});
try {
  const page = await browser.newPage({ colorScheme: 'light' });
  const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
  for (const icon of icons) {
    writeFileSync(join(folder, icon.name), await draw(page, svg, icon));
    console.log(`public/${icon.name}`);
  }
} finally {
  await browser.close();
}

async function draw(page: Page, svg: string, { size, share, ground }: Icon): Promise<Buffer> {
  const inner = Math.round(size * share);
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<body style="margin:0;height:100vh;display:grid;place-items:center;background:${ground}">
    <img width="${inner}" height="${inner}" src="data:image/svg+xml,${encodeURIComponent(svg)}"></body>`);
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
  return page.screenshot({ omitBackground: true });
}

/**
 * The head atlas of a model of 12 × 12 heads, repainted on its one canvas in Chromium: from the
 * thumbnails and a new colour scale to the pixels. 512 tokens are pooled to 128 cells.
 */
import { launch, type Served } from './browser.ts';
import { atMost, counted, median, type Row } from './rows.ts';

/** One frame at 60 a second. */
const FRAME = 16;

export async function benchAtlas({ url }: Served): Promise<Row[]> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(new URL('atlas.html', url).href);
    await page.waitForFunction(() => 'repaint' in globalThis);
    const rows: Row[] = [];
    for (const tokens of [128, 512]) {
      const times = await page.evaluate(
        (T) => (globalThis as unknown as { repaint: (T: number) => number[] }).repaint(T),
        tokens,
      );
      const name = `head atlas, 12 × 12 heads, ${String(tokens)} tokens: a repaint (median of 200)`;
      rows.push(counted(name, 'ms', median(times), atMost(FRAME)));
    }
    return rows;
  } finally {
    await browser.close();
  }
}

/**
 * Picking a token from 50,257 logits with every penalty, ban and warper on, in Chromium, against one
 * pass that adds the same numbers up. Without top-k the whole vocabulary goes through exp, so that
 * row is only reported.
 */
import { launch, type Served } from './browser.ts';
import { atMost, compare, counted, median, type Row } from './rows.ts';

type Times = Readonly<Record<'pass' | 'all' | 'noTopK', number[]>>;

export async function benchSampling({ url }: Served): Promise<Row[]> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(new URL('sampling.html', url).href);
    await page.waitForFunction(() => 'measure' in globalThis);
    const { pass, all, noTopK } = await page.evaluate(() =>
      (globalThis as unknown as { measure: () => Times }).measure(),
    );
    return [
      ...compare('a pick with every warper, against one pass', all, pass, 'cost', atMost(15)),
      counted('a pick with every warper (median)', 'ms', median(all), atMost(1)),
      ...compare('a pick with all but top-k, against one pass', noTopK, pass, 'cost', null),
    ];
  } finally {
    await browser.close();
  }
}

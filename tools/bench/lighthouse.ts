/** Lighthouse's performance of home and every lesson, on a simulated laptop with slow 4G. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { audit, LAPTOP, openBrowser } from '../audit/lighthouse.ts';
import { auditedPages } from '../audit/pages.ts';
import { serveSite } from '../serve/site.ts';
import { atLeast, atMost, counted, median, reported, type Row } from './rows.ts';

const ROUNDS = 3;
const folder = join(import.meta.dirname, '../../dist');

/** Of the site as it was built last: `npm run build` before. The median of three visits to each page. */
export async function benchLighthouse(): Promise<Row[]> {
  if (!existsSync(join(folder, 'index.html')))
    throw new Error('there is no build to measure: npm run build');
  const [site, browser] = await Promise.all([
    serveSite({ folder, port: 0, pack: true }),
    openBrowser(),
  ]);
  try {
    const rows: Row[] = [];
    for (const path of auditedPages(folder)) {
      const rounds: Measured[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        rounds.push(await measure(site.url + path));
        // What the server does behind its first answer must not slow down the next visit.
        await site.packed();
      }
      const of = (key: keyof Measured) => median(rounds.map((each) => each[key]));
      rows.push(
        counted(`/${path} performance`, 'of 100', of('score'), atLeast(95)),
        reported(`/${path} largest contentful paint`, 'ms', of('lcp')),
        counted(`/${path} total blocking time`, 'ms', of('tbt'), atMost(100)),
        counted(`/${path} cumulative layout shift`, '', of('cls'), atMost(0.02)),
      );
    }
    return rows;
  } finally {
    await Promise.all([browser.close(), site.close()]);
  }

  async function measure(url: string): Promise<Measured> {
    const { categories, audits } = await audit(browser, url, ['performance'], LAPTOP);
    const value = (name: string) => audits[name]?.numericValue ?? NaN;
    return {
      score: Math.round((categories.performance?.score ?? NaN) * 100),
      lcp: value('largest-contentful-paint'),
      tbt: value('total-blocking-time'),
      cls: value('cumulative-layout-shift'),
    };
  }
}

interface Measured {
  readonly score: number;
  /** In ms. */
  readonly lcp: number;
  readonly tbt: number;
  readonly cls: number;
}

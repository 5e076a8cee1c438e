/** Lighthouse's own audits of what does not depend on the machine, on home and every lesson. */
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AT_ONCE, audit, faults, openBrowser } from '../../tools/audit/lighthouse.ts';
import { auditedPages } from '../../tools/audit/pages.ts';
import { serveSite, type Site } from '../../tools/serve/site.ts';

const folder = join(import.meta.dirname, '../../dist');
const categories = ['accessibility', 'best-practices', 'seo'];

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite({ folder, port: 0 }), openBrowser()]);
});
afterAll(() => Promise.all([browser.close(), site.close()]));

/** Both homes, and each lesson in one language, by turns: axe itself goes over every page elsewhere. */
const inTurn = (path: string): boolean => {
  const lesson = /lessons\/(\d)/.exec(path)?.[1];
  return lesson === undefined || path.startsWith(Number(lesson) % 2 === 0 ? 'en/' : 'zh/');
};

test.each(auditedPages(folder).filter(inTurn))(
  '/%s has 100 in accessibility, practices and seo',
  async (path) => {
    const report = await audit(browser, site.url + path, categories, AT_ONCE);
    for (const category of categories) {
      expect(faults(report, category), category).toEqual([]);
      expect(report.categories[category]?.score, category).toBe(1);
    }
  },
);

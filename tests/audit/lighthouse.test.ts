/**
 * Lighthouse's own audits of what does not depend on the machine, on home and every lesson; axe itself goes
 * over every page elsewhere.
 */
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AT_ONCE, audit, faults, openBrowser } from '../../tools/audit/lighthouse.ts';
import { auditedPages, inTurn } from '../../tools/audit/pages.ts';
import { serveSite, type Site } from '../../tools/serve/site.ts';

const folder = join(import.meta.dirname, '../../dist');
/** Its accessibility is axe again, which takes long on a lesson: asked of both homes and the shortest lesson. */
const categoriesOf = (path: string): string[] => [
  ...(/lessons\/[1-9]/.test(path) ? [] : ['accessibility']),
  'best-practices',
  'seo',
];

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite({ folder, port: 0 }), openBrowser()]);
});
afterAll(() => Promise.all([browser.close(), site.close()]));

test.each(auditedPages(folder).filter(inTurn))('/%s has 100 in each category', async (path) => {
  const categories = categoriesOf(path);
  const report = await audit(browser, site.url + path, categories, AT_ONCE);
  for (const category of categories) {
    expect(faults(report, category), category).toEqual([]);
    expect(report.categories[category]?.score, category).toBe(1);
  }
});

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export interface Judged {
  /** A part of the page; all of it when left out. */
  readonly part?: string;
  /** All rules (default), or only those that depend on colours. */
  readonly rules?: 'all' | 'colours';
}

/** Fails when axe finds anything wrong on the page as it stands, or in a part of it. */
export async function expectNothingFromAxe(
  page: Page,
  { part, rules = 'all' }: Judged = {},
): Promise<void> {
  let axe = new AxeBuilder({ page });
  if (part !== undefined) axe = axe.include(part);
  // Only violations are gone into: on a page of many cells that takes a fourth of the time.
  axe =
    rules === 'all'
      ? axe.options({ resultTypes: ['violations'] })
      : axe.options({ resultTypes: ['violations'], runOnly: ['color-contrast'] });
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`),
  );
  expect(found).toEqual([]);
}

/** Figures out of sight are not laid out otherwise, and axe would not judge them. */
export async function layOutEverything(page: Page): Promise<void> {
  // A style element would be refused by the page's policy.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important }');
    document.adoptedStyleSheets.push(sheet);
  });
}

/** Fails when the page is wider than its window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over, 'pixels that the page is too wide').toBe(0);
}

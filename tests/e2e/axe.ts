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
  // In one piece where there are no frames: put together from the parts of each frame, the findings of a
  // page of many cells take six times as long.
  let axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);
  if (part !== undefined) axe = axe.include(part);
  await drawn(page);
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

/** A change of theme is in all colours once the page has been drawn with it. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );
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

/**
 * Fails when a control is smaller than 24 × 24 pixels with the label that belongs to it (WCAG 2.2,
 * 2.5.8). Links within a sentence are as high as its lines, and may be; so are marks in a drawing, which
 * lie where the numbers put them.
 */
export async function expectRoomForFingers(page: Page): Promise<void> {
  const small = await page.evaluate(() => {
    const selector = 'a[href], button, input, select, textarea, summary, [role=option]';
    const inSentence = (element: Element): boolean => {
      const block = element.closest(
        'p, li, dd, dt, td, th, figcaption, h1, h2, h3, h4, label, div',
      );
      const said = (element.textContent ?? '').trim().length;
      return (
        getComputedStyle(element).display === 'inline' &&
        (block?.textContent ?? '').trim().length > said
      );
    };
    return [...document.querySelectorAll<HTMLElement | SVGElement>(selector)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => {
        const { labels } = element as HTMLInputElement;
        const boxes = [element, ...(labels ?? [])].map((part) => part.getBoundingClientRect());
        const hidden = boxes.every(({ width, height }) => width <= 1 || height <= 1);
        return !hidden && !boxes.some(({ width, height }) => width > 23.5 && height > 23.5);
      })
      .filter((element) => !inSentence(element))
      .map((element) => {
        const { width, height } = element.getBoundingClientRect();
        return `${width.toFixed(0)} × ${height.toFixed(0)}: ${element.outerHTML.slice(0, 120)}`;
      });
  });
  expect(small).toEqual([]);
}

/** Fails when letters of twice the size make the page wider than its window. */
export async function expectRoomForLetters(page: Page): Promise<void> {
  const size = (to: string) =>
    page.evaluate((fontSize) => (document.documentElement.style.fontSize = fontSize), to);
  await size('200%');
  await expectNoSidewaysScroll(page);
  await size('');
}

/** Fails when the items of a figure's list have other margins than the first: in a row they would not stand even. */
export async function expectEvenItems(page: Page): Promise<void> {
  const uneven = await page.evaluate(() =>
    [...document.querySelectorAll('.figure-frame li + li')]
      .filter((item) => {
        const first = item.parentElement?.firstElementChild ?? item;
        return getComputedStyle(item).marginTop !== getComputedStyle(first).marginTop;
      })
      .map((item) => item.outerHTML.slice(0, 120)),
  );
  expect(uneven).toEqual([]);
}

/** Fails when the page is wider than its window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over, 'pixels that the page is too wide').toBe(0);
}

import type { Locator, Page } from '@playwright/test';

/** What happened while Tab went through a part of a page. */
export interface Walk {
  /** Controls that Tab should have reached, and did not. */
  readonly missed: readonly string[];
  /** Reached, but without a name for those who listen. */
  readonly nameless: readonly string[];
  /** Reached, but nothing shows it. */
  readonly ringless: readonly string[];
  /** True where Tab never came out again. */
  readonly trapped: boolean;
  readonly reached: number;
}

/** Watches what gets the focus from now on; to be called once on each page. */
export async function watchFocus(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Map<Element, { name: string; ring: boolean }>();
    Object.assign(window, { seenInFocus: seen });
    const textOf = (id: string) => document.getElementById(id)?.textContent ?? '';
    const nameOf = (element: Element): string => {
      const labels = element instanceof HTMLInputElement ? element.labels : null;
      const others = (element as HTMLSelectElement).labels ?? labels ?? [];
      return [
        element.getAttribute('aria-label') ?? '',
        ...(element.getAttribute('aria-labelledby') ?? '').split(' ').map(textOf),
        ...[...others].map((label) => label.textContent),
        /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) ? '' : element.textContent,
        element.getAttribute('title') ?? '',
      ]
        .join('')
        .trim();
    };
    /** An outline; or, in pictures, a stroke of a shape inside that is there for the focus alone. */
    const ringOf = (element: Element): boolean => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) return true;
      const shapes = [...element.querySelectorAll('rect, circle, path, line')];
      return shapes.some((shape) => parseFloat(getComputedStyle(shape).strokeWidth) >= 2);
    };
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element)) return;
      const label = target instanceof HTMLElement ? target.closest('label') : null;
      const drawn = [target, ...(label ? [label] : [])];
      seen.set(target, { name: nameOf(target), ring: drawn.some(ringOf) });
    });
  });
}

/** Goes through a part of the page with Tab, from its beginning until the focus has left it. */
export async function walk(page: Page, part: Locator): Promise<Walk> {
  const count = await part.evaluate((root) => {
    const selector = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const stops = [...root.querySelectorAll<HTMLElement | SVGElement>(selector)].filter(
      (element) =>
        element.tabIndex >= 0 &&
        !element.matches(':disabled, [type="hidden"]') &&
        element.checkVisibility({ visibilityProperty: true }) &&
        // Of a group of radio buttons Tab reaches one.
        !(element instanceof HTMLInputElement && element.type === 'radio' && !element.checked),
    );
    Object.assign(window, { stopsOfPart: stops });
    const start = document.createElement('span');
    start.tabIndex = -1;
    root.before(start);
    start.focus({ preventScroll: true });
    start.addEventListener('blur', () => start.remove(), { once: true });
    return stops.length;
  });
  const inside = () => part.evaluate((root) => root.contains(document.activeElement));
  for (let i = 0; i <= count; i++) await page.keyboard.press('Tab');
  // Chromium stops at boxes that scroll, too.
  for (let i = 0; i < 12 && (await inside()); i++) await page.keyboard.press('Tab');
  return part.evaluate((root) => {
    type Seen = Map<Element, { name: string; ring: boolean }>;
    const { seenInFocus, stopsOfPart } = window as unknown as {
      seenInFocus: Seen;
      stopsOfPart: Element[];
    };
    const tell = (element: Element) =>
      `${element.tagName.toLowerCase()} ${element.outerHTML.slice(0, 140)}`;
    const there = stopsOfPart.filter((element) => root.contains(element));
    const reached = there.filter((element) => seenInFocus.has(element));
    return {
      missed: there.filter((element) => !seenInFocus.has(element)).map(tell),
      nameless: reached.filter((element) => !seenInFocus.get(element)?.name).map(tell),
      ringless: reached.filter((element) => !seenInFocus.get(element)?.ring).map(tell),
      trapped: root.contains(document.activeElement),
      reached: reached.length,
    };
  });
}

/** Presses arrow keys on a control, and tells whether any of them did something in its part of the page. */
export async function answersArrows(page: Page, part: Locator, control: Locator): Promise<boolean> {
  await control.focus();
  await part.evaluate((root) => {
    const answer = { given: false };
    Object.assign(window, { answer });
    const yes = () => (answer.given = true);
    new MutationObserver(yes).observe(root, {
      ...{ subtree: true, childList: true, attributes: true, characterData: true },
    });
    for (const event of ['input', 'focusin']) root.addEventListener(event, yes, { once: true });
  });
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
    await page.keyboard.press(key);
    const given = await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      return (window as unknown as { answer: { given: boolean } }).answer.given;
    });
    if (given) return true;
  }
  return false;
}

/** A lesson on a wall: slides, keys, the speaker’s window; and links for a class. */
import { expect, test, type Page } from '@playwright/test';
import { expectNothingFromAxe, expectNoSidewaysScroll } from './axe.ts';
import { hydrated } from './figure.ts';

const progress = (page: Page) => page.locator('[data-present-progress]');
const title = (page: Page) => page.locator('.presenter-head h1');

/** Waits until a slide has found its size. */
async function onSlide(page: Page, text: string): Promise<void> {
  await expect(progress(page)).toHaveText(text);
  await expect(page.locator('main[data-fitting]')).toHaveCount(0);
}

test('a clicker goes through the live figures, which keep their state; Escape leads back', async ({
  page,
}) => {
  await page.goto('/en/lessons/2-tokens/');
  const figure = await hydrated(page, 'train-bpe');
  await figure.getByRole('button', { name: 'Step', exact: true }).click();
  const done = figure.getByRole('slider');
  await expect(done).toHaveValue('1');
  await figure.evaluate((element) => element.classList.add('the-same'));

  const start = page.getByRole('button', { name: 'Present', exact: true });
  await start.click();
  await onSlide(page, '1/17');
  await expect(title(page)).toBeFocused();
  await page.keyboard.press('PageDown');
  await onSlide(page, '2/17');
  // The answer waits.
  const question = page.locator('vitrine-predict:visible');
  await expect(question.locator('details')).toBeHidden();
  await page.keyboard.press('a');
  await expect(question.locator('details')).toContainText('13');
  await page.keyboard.press('PageDown');
  await onSlide(page, '3/17');
  await expect(title(page)).toHaveText('Train byte-pair encoding, merge by merge');
  await expect(page.locator('.figure-frame:visible')).toHaveCount(1);
  await expect(page.locator('#train-bpe.the-same')).toBeVisible();
  await expect(done).toHaveValue('1');

  // A slider in use keeps its keys; Escape gives them back.
  await done.focus();
  await page.keyboard.press('ArrowRight');
  await expect(done).toHaveValue('2');
  await onSlide(page, '3/17');
  await page.keyboard.press('Escape');
  await expect(title(page)).toBeFocused();
  await page.keyboard.press('c');
  await expect(figure.locator('figcaption')).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.locator('[data-present-black]')).toBeFocused();
  await page.keyboard.press('b');
  await page.keyboard.press('End');
  await onSlide(page, '17/17');
  expect(new URL(page.url()).searchParams.get('present')).toBe('17');

  // Print sees the lesson, not the slide.
  await page.emulateMedia({ media: 'print' });
  await expect(
    page.getByRole('heading', { level: 2, name: 'Learning what to join' }),
  ).toBeVisible();
  await expect(page.locator('.presenter-foot')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  // In full screen the browser itself takes the first Escape.
  await page.evaluate(() => document.exitFullscreen().catch(() => undefined));
  await page.keyboard.press('Escape');
  await expect(start).toBeFocused();
  await expect(page.locator('[data-presenter-off], [data-veiled]')).toHaveCount(0);
  expect(new URL(page.url()).search).toBe('');
  await expect(done).toHaveValue('2');
});

test('the speaker’s window has the notes and moves the wall; without one they are in a drawer', async ({
  page,
}) => {
  await page.goto('/zh/lessons/6-decoding/?present=3');
  await onSlide(page, '3/27');
  const [speaker] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('n')]);
  await expect(speaker.locator('[data-now]')).toHaveText(await title(page).innerText());
  await expect(speaker.locator('[data-note]')).toContainText('每个词元一个概率');
  const next = await speaker.locator('[data-next]').innerText();
  await speaker.keyboard.press('PageDown');
  await expect(title(page)).toHaveText(next);
  await expectNothingFromAxe(speaker);
  await speaker.close();

  await page.evaluate(() => {
    window.open = () => null;
  });
  await page.getByRole('button', { name: '备注' }).click();
  await expect(page.locator('.presenter-foot [data-note]')).toBeVisible();
  await expect(page.locator('.presenter-foot')).toContainText('全班都看得见');
});

test('a tablet: a finger turns the pages beside the figures, and works the figures', async ({
  browser,
}) => {
  const viewport = { width: 1024, height: 768 };
  const context = await browser.newContext({ viewport, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  const fingers = await context.newCDPSession(page);
  const swipe = async (from: readonly [number, number], dx: number, dy = 0): Promise<void> => {
    for (const [type, part] of [
      ['touchStart', 0],
      ['touchMove', 0.5],
      ['touchMove', 1],
    ] as const) {
      const at = { x: from[0] + part * dx, y: from[1] + part * dy };
      await fingers.send('Input.dispatchTouchEvent', { type, touchPoints: [at] });
    }
    await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  await page.goto('/en/lessons/2-tokens/?present=2');
  await onSlide(page, '2/17');
  const beside = async (): Promise<readonly [number, number]> => {
    const {
      x = 0,
      y = 0,
      height = 0,
    } = (await page.locator('.presenter-head').boundingBox()) ?? {};
    return [x + 500, y + height / 2];
  };
  await swipe(await beside(), -200);
  await onSlide(page, '3/17');
  // Up and down is for reading on; in a figure a finger belongs to the figure.
  await swipe(await beside(), -60, -200);
  const figure = page.locator('#train-bpe .figure-picture');
  const { x = 0, y = 0 } = (await figure.boundingBox()) ?? {};
  await swipe([x + 300, y + 20], -200);
  await page.locator('#train-bpe').getByRole('button', { name: 'Step', exact: true }).tap();
  await expect(page.locator('#train-bpe').getByRole('slider')).toHaveValue('1');
  await onSlide(page, '3/17');
  await swipe(await beside(), 200);
  await onSlide(page, '2/17');
  await page.locator('[data-present-next]').tap();
  await onSlide(page, '3/17');
  await expectNoSidewaysScroll(page);
  await context.close();
});

for (const [lang, colorScheme, height] of [
  ['en', 'light', 768],
  ['zh', 'dark', 384],
] as const)
  test(`slides pass axe, in ${lang}, ${colorScheme}, ${String(height)} high`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Half of 1024 × 768 is what 200 % leaves of it.
    await page.setViewportSize({ width: height === 384 ? 512 : 1024, height });
    await page.goto(`/${lang}/lessons/1-what-gpt-is/?present=5`);
    await onSlide(page, '5/16');
    await expectNothingFromAxe(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNothingFromAxe(page);
  });

test('a link for a class hides and fixes what was chosen, and nothing else', async ({ page }) => {
  await page.goto('/en/lessons/2-tokens/');
  const text = (await hydrated(page, 'four')).locator('textarea');
  await text.fill('A text that all read');
  await page.getByRole('button', { name: 'Link for a class' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Header, footer and the ways to other pages').check();
  await dialog.getByLabel('The text: it can be read, not changed').check();
  const link = new URL(await dialog.locator('[data-class-href]').inputValue());
  expect(link.search).toBe('?hide=answers,nav&lock=prompt');
  // What was set on the page goes along, where no server sees it.
  expect(link.hash).not.toBe('');
  await expectNothingFromAxe(page, { part: 'dialog' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Link for a class' })).toBeFocused();

  await page.goto('about:blank');
  await page.goto(`${link.pathname}?hide=answers,nav,secrets&lock=prompt,doors${link.hash}`);
  await expect(page.locator('html')).toHaveAttribute('data-hide', 'answers nav');
  await expect(page.locator('.site-header')).toBeHidden();
  const question = page.locator('vitrine-predict').first();
  await question.getByRole('button').first().click();
  await expect(question.locator('details')).toBeHidden();
  await expect(question.locator('.said')).toBeHidden();
  await expect(page.locator('.figure-caption').first()).toBeVisible();

  await hydrated(page, 'four');
  await expect(text).toHaveValue('A text that all read');
  await text.focus();
  await page.keyboard.type('changed');
  await expect(text).toHaveValue('A text that all read');
  await expect(text).toHaveAttribute('readonly', '');
});

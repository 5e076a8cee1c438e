/** Lesson 3's figures on encodings of positions: by pointer, by keyboard, and live. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { figureAt, loaded } from './figure.ts';

const lesson = '/en/lessons/3-positions/';
/** The model loads and checks itself. */

/** The figure, once its script runs. */
async function figure(page: Page, id: string): Promise<Locator> {
  return figureAt(page, lesson, id);
}

/** Drags from one point of an element to another, both as parts of its box. */
async function drag(page: Page, on: Locator, from: [number, number], to: [number, number]) {
  await on.scrollIntoViewIfNeeded();
  const box = await on.boundingBox();
  if (!box) throw new Error('nothing to drag on');
  await page.mouse.move(box.x + from[0] * box.width, box.y + from[1] * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + to[0] * box.width, box.y + to[1] * box.height, { steps: 8 });
  await page.mouse.up();
}

test('rotation: k follows a hand, by keyboard and by dragging; the error stays rounding', async ({
  page,
}) => {
  const rotation = await figure(page, 'rotation');
  const hand = rotation.getByRole('slider', { name: 'Turn of pair 1' });
  await hand.focus();
  await page.keyboard.press('ArrowRight');
  await expect(hand).toHaveAttribute('aria-valuenow', '4');
  await expect(rotation.getByText('Mₖ for k = 4')).toBeVisible();
  // Pair 1 turns by 0.1 a position: a quarter turn is 15.7 positions.
  await drag(page, hand, [0.9, 0.5], [0.5, 0.1]);
  await expect(hand).toHaveAttribute('aria-valuenow', '20');
  await page.keyboard.press('End');
  await expect(hand).toHaveAttribute('aria-valuenow', '6300');
  const error = await rotation.locator('[data-error]').textContent();
  expect(Number(error?.replace('−', '-'))).toBeLessThanOrEqual(1e-6);
});

test('sinusoids: a pair is chosen on the map by keys, a position on the curves', async ({
  page,
}) => {
  const sinusoids = await figure(page, 'sinusoids');
  const map = sinusoids.getByRole('application');
  await map.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(sinusoids.getByText('Pair 3 comes round once in 35.33 positions')).toBeVisible();
  await sinusoids.getByLabel('dimensions d').selectOption('8');
  await expect(sinusoids.getByText('Pair 3 comes round once in 6283 positions')).toBeVisible();
  await sinusoids.locator('.line-plot svg').click({ position: { x: 44, y: 60 } });
  await expect(sinusoids.getByText('At position 0: sin 0.00, cos 1.00')).toBeVisible();
});

test('query and key: moving both changes only what adds sinusoids', async ({ page }) => {
  const same = await figure(page, 'rope-alibi');
  const scores = () =>
    same
      .locator('[data-score]')
      .evaluateAll((all) => all.map((each) => Number(each.dataset.score)));
  const before = await scores();
  const both = same.getByRole('slider', { name: 'Both together' });
  await both.focus();
  await page.keyboard.press('PageUp');
  await expect(same.getByText('Query at m = 50, key at n = 38: distance 12.')).toBeVisible();
  const moved = await scores();
  const change = moved.map((score, i) => Math.abs(score - (before[i] ?? NaN)));
  expect(change).toEqual([0, expect.any(Number), expect.any(Number), 0]);
  expect(change[1]).toBeGreaterThan(1e-3);
  expect(change[2]).toBeLessThan(1e-9);

  await same.getByRole('slider', { name: 'Position n of the key' }).focus();
  await page.keyboard.press('Home');
  await expect(same.getByText('Query at m = 50, key at n = 0: distance 50.')).toBeVisible();
  await same.getByRole('button', { name: 'Another q and k' }).click();
  await expect(same.getByText('seed 2')).toBeVisible();
});

test('learned positions: cosines, the end of the table, and the teaching model live', async ({
  page,
}) => {
  const learned = await figure(page, 'learned-positions');
  await learned.getByLabel('cosines').check();
  const map = learned.locator('[data-model=gpt2]').getByRole('application');
  await map.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(learned.locator('[data-cell]').getByText('Positions 0 and 8: cosine')).toBeVisible();

  await learned.getByLabel('position', { exact: true }).fill('1030');
  await expect(learned.getByText('the table has 1024 rows and ends at 1023')).toBeVisible();

  await learned.getByLabel('the table itself').check();
  await learned.getByRole('button', { name: 'Load the model and draw it live' }).click();
  const teaching = learned.locator('[data-model=teaching]');
  await expect(teaching).toHaveAttribute('data-status', 'live', loaded);
  await expect(teaching.getByRole('application')).toBeVisible();
  await learned.getByRole('button', { name: 'Draw from a stored GPT-2' }).click();
  await expect(learned.getByText('No GPT-2 small is stored in this browser.')).toBeVisible(loaded);
});

test('without scripts the figures are there', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(lesson);
  await expect(page.locator('#three-wishes [data-verdict]')).toHaveCount(18);
  await expect(page.locator('#learned-positions path.dots')).toHaveCount(32);
  await expect(page.locator('#sinusoids .cells path').first()).toBeVisible();
  await expect(page.locator('#rotation table td')).toHaveCount(64);
  await expect(page.locator('#rope-alibi .line-plot svg')).toHaveCount(4);
  await context.close();
});

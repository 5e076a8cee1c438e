/** Lesson 1's figures: a text that grows, the map of the pass, every parameter, memory. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import growth from '../../src/lib/embedded/growth.json' with { type: 'json' };
import { figureAt, loaded } from './figure.ts';

const lesson = '/en/lessons/1-what-gpt-is/';

/** The figure, once its script runs. */
async function figure(page: Page, id: string): Promise<Locator> {
  return figureAt(page, lesson, id);
}

const tokens = (grow: Locator): Locator => grow.getByRole('option');

/** The first tokens that the stored run adds, as they are shown. */
const added = (strategy: 'greedy' | 'sample', count: number): string[] => {
  const path = growth.paths.find((one) => one.strategy === strategy);
  const from = growth.promptIds.length;
  const pieces = path?.pieces.filter(({ start }) => start >= from && start < from + count) ?? [];
  return pieces.map(({ text }) => text.replace(' ', '·'));
};

test('a text grows along the stored run, by the likeliest and by a draw, and back', async ({
  page,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const grow = await figure(page, 'autoregression');
  await expect(tokens(grow)).toHaveCount(11);
  for (let i = 0; i < 3; i++) await grow.locator('[data-next]').click();
  await expect(tokens(grow)).toHaveCount(14);
  await expect(grow.locator('.written')).toHaveText(added('greedy', 3));
  await grow.locator('[data-back]').click();
  await expect(grow.locator('.written')).toHaveText(added('greedy', 2));

  await grow.getByLabel('drawn').check();
  await expect(tokens(grow)).toHaveCount(11);
  for (let i = 0; i < 3; i++) await grow.locator('[data-next]').click();
  await expect(grow.locator('.written')).toHaveText(added('sample', 3));
  await expect(grow.locator('[data-provenance="stored"]')).toBeVisible();
  expect(requests.filter((url) => url.includes('/models/teaching/'))).toEqual([]);
});

test('the live model goes on from the reader’s choice, and takes another text', async ({
  page,
}) => {
  const grow = await figure(page, 'autoregression');
  await grow.locator('[data-choice]').nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await grow.locator('[data-ask]').click();
  await expect(grow.locator('[data-provenance="live"]')).toBeVisible(loaded);
  await expect(grow.locator('.written')).toHaveText(['·lived']);
  await grow.locator('[data-next]').click();
  await expect(tokens(grow)).toHaveCount(13);

  await grow.locator('[data-text]').fill('<|endoftext|> \ud800 是 🙂');
  await expect(tokens(grow)).toHaveCount(19);
  await grow.locator('[data-text]').fill('');
  await expect(grow.locator('[data-failure="empty-prompt"]')).toBeVisible();
  await grow.locator('[data-text]').fill('a '.repeat(500_000));
  await expect(grow.locator('[data-failure="too-long"]')).toBeVisible();
  await grow.locator('[data-failure] button').click();
  await expect(tokens(grow)).toHaveCount(11);
});

test('a model that cannot be loaded is said, and can be tried again', async ({ page }) => {
  await page.route('**/models/teaching/**', (route) => route.abort());
  const grow = await figure(page, 'autoregression');
  await grow.locator('[data-live]').click();
  await expect(grow.locator('[data-failure]')).toBeVisible(loaded);
  await page.unroute('**/models/teaching/**');
  await grow.locator('[data-failure] button').click();
  await expect(grow.locator('[data-provenance="live"]')).toBeVisible(loaded);
});

test('the map leads from the text to softmax, with the numbers of the reader’s text', async ({
  page,
}) => {
  const map = await figure(page, 'forward-map');
  await expect(map.locator('[data-station]')).toHaveCount(3 + 3 + 6 * 4 + 2);
  await map.locator('[data-station="0"]').focus();
  await expect(map.locator('.detail')).toContainText('[T] = [10]');
  await expect(map.locator('[data-lesson="2"] a')).toHaveAttribute('href', /2-tokens/);
  await page.keyboard.press('End');
  await expect(map.locator('[data-top] li')).toHaveCount(5);
  await expect(map.locator('[data-lesson="6"] a')).toHaveAttribute('href', /6-decoding/);

  await map.locator('[data-text]').fill('Alice was');
  await map.locator('[data-read]').click();
  await expect(map.locator('[data-provenance="live"]')).toBeVisible(loaded);
  await map.locator('[data-name="blocks.2.hook_resid_post"]').click();
  await expect(map.locator('.detail')).toContainText('[T, D] = [4, 256]');
  await expect(map.locator('[data-values]')).toHaveText(/^(−?[\d.]+\s+){6}…$/);
});

test('the parameters of every published size are the sum of the lines', async ({ page }) => {
  const count = await figure(page, 'parameters');
  const totals = { small: 124439808, medium: 354823168, large: 774030080, xl: 1557611200 };
  for (const [name, total] of Object.entries(totals)) {
    await count.locator(`[data-preset="${name}"]`).click();
    await expect(count.locator('[data-total]')).toHaveAttribute('data-total', String(total));
    const lines = await count.locator('[data-tensor] td.number:nth-of-type(3)').allTextContents();
    expect(lines.map((n) => Number(n.replaceAll(',', ''))).reduce((a, b) => a + b)).toBe(total);
  }
  await count.locator('[data-field="n_head"]').fill('7');
  await expect(count.getByRole('alert')).toContainText('multiple of 7');
  await count.locator('[data-field="n_head"]').fill('');
  await expect(count.getByRole('alert')).toContainText('whole number');
  await count.locator('[data-preset="small"]').click();
  await count.locator('[data-slider="n_embd"]').focus();
  await page.keyboard.press('ArrowRight');
  await expect(count.locator('[data-field="n_head"]')).toHaveValue('13');
  await count.locator('[data-preset="small"]').click();
  await count.locator('summary').click();
  await count.locator('details button').click();
  await expect(count.locator('[data-total]')).toHaveAttribute('data-total', '116929536');
});

test('memory: the stored forms, and a cache that grows with the text', async ({ page }) => {
  const memory = await figure(page, 'memory');
  await expect(memory.locator('[data-bar="small int8"]')).toContainText('169.5 MB');
  await expect(memory.locator('[data-cache="small"]')).toHaveText('75.5 MB');
  await memory.locator('[data-tokens]').focus();
  await page.keyboard.press('Home');
  await expect(memory.locator('[data-cache="small"]')).toHaveText('73.7 kB');
  await memory.getByLabel('fp16').check();
  await expect(memory.locator('[data-cache="small"]')).toHaveText('36.9 kB');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('all four are drawn', async ({ page }) => {
    await page.goto(lesson);
    await expect(page.locator('#autoregression').getByRole('option')).toHaveCount(11);
    await expect(page.locator('#autoregression [data-choice]')).toHaveCount(5);
    await expect(page.locator('#forward-map [data-station]')).toHaveCount(32);
    await expect(page.locator('#parameters [data-tensor]')).toHaveCount(16);
    await expect(page.locator('#memory [data-bar]')).toHaveCount(16);
  });
});

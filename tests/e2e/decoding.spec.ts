/** Lesson 6: distributions, cuts, temperature and scores, with the model in the page. */
import { expect, test, type Locator } from '@playwright/test';
import { hydrated, loaded } from './figure.ts';

const lesson = '/en/lessons/6-decoding/';
/** The model loads and checks itself. */

/** The figure, once its script runs. */
const kind = (of: Locator): Locator => of.locator('[data-provenance]');
const percent = (text: string | null): number => Number.parseFloat(text ?? '');

test('k and p cut the distribution by slider and by dragging; temperature goes to its limits', async ({
  page,
}) => {
  await page.goto(`${lesson}?backend=wasm`);
  const whole = await hydrated(page, 'distribution');
  const kept = whole.locator('[data-kept]');
  await expect(kept).toHaveAttribute('data-kept', '40');
  await whole.getByLabel('k', { exact: true }).fill('0');
  await expect(kept).toHaveAttribute('data-kept', '1');
  await whole.getByLabel('k', { exact: true }).press('ArrowRight');
  await expect(kept).toHaveAttribute('data-kept', '2');
  const line = await whole.locator('[data-cut="k"] .grip').first().boundingBox();
  if (!line) throw new Error('no line to drag');
  await page.mouse.move(line.x + line.width / 2, line.y + 60);
  await page.mouse.down();
  await page.mouse.move(line.x + 160, line.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect(kept).not.toHaveAttribute('data-kept', '2');
  await whole.getByLabel('top-p', { exact: true }).check();
  await whole.getByLabel('p', { exact: true }).fill('0.01');
  await expect(kept).toHaveAttribute('data-kept', '1');
  await whole.getByRole('option').first().click();
  await expect(whole.getByRole('status').filter({ hasText: 'first token' })).toBeVisible();

  const pair = await hydrated(page, 'flat-peaked');
  const flat = pair.locator('[data-side="flat"]');
  const peaked = pair.locator('[data-side="peaked"]');
  const holds = async (side: Locator) =>
    percent(await side.locator('[data-k]').getAttribute('data-k'));
  expect(await holds(peaked)).toBeGreaterThan((await holds(flat)) + 30);
  const needs = async (side: Locator) =>
    Number(await side.locator('li[data-p]').getAttribute('data-p'));
  expect(await needs(flat)).toBeGreaterThan(10 * (await needs(peaked)));

  const heat = await hydrated(page, 'temperature-morph');
  await heat.getByRole('button', { name: '∞' }).click();
  await expect(heat.locator('[data-temperature]')).toHaveText('T = ∞');
  await expect(heat.getByText('every token is as likely as every other')).toBeVisible();
  await heat.getByLabel('Temperature T').press('Home');
  await expect(heat.getByText('This is greedy')).toBeVisible();
});

test('the model writes, is read, and scores what the reader types', async ({ page }) => {
  await page.goto(`${lesson}?backend=wasm`);
  const whole = await hydrated(page, 'distribution');
  await whole.getByLabel('Your prompt').fill('The old king said');
  await whole.getByRole('button', { name: /^Write/ }).click();
  await expect(kind(whole)).toHaveAttribute('data-provenance', 'live', loaded);
  await expect(whole.getByRole('option')).toHaveCount(21);
  // The step of a token of the prompt, which nobody has computed yet.
  await whole.getByRole('option').nth(2).click();
  await expect(whole.locator('[data-place="2"]')).toContainText('rank');
  await whole.getByRole('button', { name: 'What comes next?' }).click();
  await expect(whole.getByText('These are the candidates.')).toBeVisible();

  const scoring = await hydrated(page, 'scoring');
  await scoring.getByLabel('Your text').fill('');
  await scoring.getByRole('button', { name: 'Score it' }).click();
  await expect(scoring.getByRole('status').filter({ hasText: 'two tokens' })).toBeVisible();
  await scoring
    .getByLabel('Your text')
    .fill('<|endoftext|> שלום 中文 😉 the cat sat on the mat. '.repeat(3));
  await scoring.getByRole('slider', { name: 'Window', exact: true }).fill('16');
  await scoring.getByRole('button', { name: 'Score it' }).click();
  await expect(kind(scoring)).toHaveAttribute('data-provenance', 'live', loaded);
  await expect(scoring.locator('[data-windows]')).toContainText(
    'Windows of 16 tokens, each 8 further on',
  );
  expect(Number(await scoring.locator('[data-total="perplexity"]').textContent())).toBeGreaterThan(
    1,
  );
  await scoring.getByRole('option').nth(4).click();
  await expect(
    scoring.getByRole('status').filter({ hasText: 'came with probability' }),
  ).toBeVisible();

  const flow = await hydrated(page, 'underflow');
  await flow.getByLabel('Your text').fill('It was a dark night.');
  await flow.getByRole('button', { name: 'Multiply it' }).click();
  await expect(kind(flow)).toHaveAttribute('data-provenance', 'live', loaded);
  await expect(flow.getByText('it would after about').first()).toBeVisible();
  await flow.getByLabel('Tokens so far').fill('0');
  await expect(flow.locator('[data-number="product64"]')).toHaveText('1');
  await flow.getByRole('button', { name: 'One token on' }).click();
  await expect(flow.locator('[data-number="product64"]')).not.toHaveText('1');
});

for (const lang of ['en', 'zh'])
  test(`lesson 6 in ${lang}: no sideways scrolling at 360 pixels, pictures without scripts`, async ({
    browser,
  }) => {
    const viewport = { width: 360, height: 800 };
    const context = await browser.newContext({ javaScriptEnabled: false, viewport });
    const page = await context.newPage();
    await page.goto(`/${lang}/lessons/6-decoding/`);
    for (const id of ['distribution', 'underflow', 'scoring', 'temperature-morph', 'flat-peaked'])
      await expect(
        page.locator(`#${id} .figure-picture :is(svg, [role='listbox'])`).first(),
      ).toBeAttached();
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBeLessThanOrEqual(0);
    await context.close();
  });

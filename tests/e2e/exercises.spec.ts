/** Exercises at the end of a lesson, checked by the model in the page, and the sheets made of them. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectNoSidewaysScroll, expectNothingFromAxe } from './axe.ts';
import { loaded } from './figure.ts';

/** The exercises of a lesson, once their script runs. */
async function exercisesOf(page: Page, lesson: string, query = ''): Promise<Locator> {
  await page.goto(`/en/lessons/${lesson}/?backend=wasm${query}`);
  const all = page.locator('[data-exercises]');
  await all.scrollIntoViewIfNeeded();
  await expect(page.locator('astro-island[ssr]:has([data-exercises])')).toHaveCount(0);
  return all;
}

const one = (all: Locator, id: string): Locator => all.locator(`[data-exercise="${id}"]`);
const said = (exercise: Locator): Locator => exercise.getByRole('status');

async function answer(exercise: Locator, text: string): Promise<void> {
  await exercise.getByRole('textbox').fill(text);
  await exercise.getByRole('textbox').press('Enter');
}

test('a number by formula, a head and a token by the model; what is solved stays', async ({
  page,
}) => {
  test.slow();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const all = await exercisesOf(page, '4-attention');

  const weight = one(all, 'first-weight');
  await answer(weight, 'two thirds');
  await expect(said(weight)).toContainText('“two thirds” cannot be read as a number');
  await answer(weight, '66.5');
  await expect(said(weight)).toContainText('off by a power of ten');
  await answer(weight, '0.665');
  await expect(said(weight)).toHaveText('Right.');
  await expect(weight).toHaveAttribute('data-solved', 'true');
  expect(asked.filter((url) => url.includes('/models/'))).toEqual([]);

  const head = one(all, 'previous-token-head');
  await answer(head, '1.6');
  await expect(said(head)).toContainText('Head 1.6 has a score of 0.58; 0.80 is asked.', loaded);
  await answer(head, '9.9');
  await expect(said(head)).toContainText('There is no head 9.9 in this model');
  await answer(head, '2.7');
  await expect(said(head)).toContainText('Right. Head 2.7 has a score of 0.97');

  const token = one(all, 'look-ahead');
  await token.getByRole('button', { name: /Check/ }).click();
  await expect(said(token)).toHaveText('Nothing is chosen or typed yet.');
  await token.getByRole('radio', { name: '␣park' }).check();
  await token.getByRole('button', { name: /Check/ }).click();
  await expect(said(token)).toContainText('Not that one. “␣park”');
  await token.getByRole('radio', { name: '␣dog' }).check();
  await expect(said(token)).toHaveText('');
  await token.getByRole('button', { name: /Check/ }).click();
  await expect(said(token)).toContainText('Right. “␣dog”: a weight of 0.97');
  await expectNothingFromAxe(page, { part: '[data-exercises]' });

  await page.reload();
  await page.locator('[data-exercises]').scrollIntoViewIfNeeded();
  await expect(page.getByText('3 of 8 solved')).toBeVisible();
});

test('a number that is measured, and a beginning that makes the model sure', async ({ page }) => {
  test.slow();
  const all = await exercisesOf(page, '6-decoding');
  const measured = one(all, 'score-a-text');
  await answer(measured, '41');
  await expect(said(measured)).toContainText('Right.', loaded);
  await expect(said(measured)).toContainText('Computed just now with teaching');

  const sure = one(all, 'make-it-sure');
  await answer(sure, 'The dog');
  await expect(said(sure)).toContainText('Not yet. The likeliest token is “␣was” with 14');
  await answer(sure, 'one two three four five six seven eight nine');
  await expect(said(sure)).toContainText('That is 9 words; at most 8 are allowed.');
  await answer(sure, 'He went out in spite');
  await expect(said(sure)).toContainText('Right. The likeliest token is “␣of” with 99');
});

test('a link for a class hides the answers and nothing else', async ({ page }) => {
  const all = await exercisesOf(page, '1-what-gpt-is', '&hide=answers');
  await expect(all.getByText('Hint 1').first()).toBeVisible();
  await expect(all.getByText('Show the answer').first()).toBeHidden();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('questions, hints and answers can be read', async ({ page }) => {
    await page.goto('/zh/lessons/2-tokens/');
    const pair = page.locator('[data-exercise="best-pair"]');
    await expect(pair.getByRole('textbox')).toBeHidden();
    await pair.getByText('看答案').click();
    await expect(pair.getByText('9 次')).toBeVisible();
  });
});

for (const [lang, sheet, text] of [
  ['en', 'worksheet', 'Name'],
  ['en', 'answers', '57,351'],
  ['zh', 'plan', '教学过程'],
] as const) {
  test(`the ${sheet} of a lesson (${lang}) fits a phone, passes axe and prints`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`/${lang}/teach/1-what-gpt-is/${sheet}/`);
    await expect(page.getByText(text).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectNothingFromAxe(page);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.site-header')).toBeHidden();
    await expect(page.locator('.sheet h1')).toBeVisible();
    await expect(page.locator('[data-host]')).toHaveText(new URL(page.url()).host);
  });
}

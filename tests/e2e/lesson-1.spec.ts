/** Lesson 1: its boxes, its own figures, and the glossary that it links to. */
import { expect, test, type Locator, type Page } from '@playwright/test';

const lesson = '/en/lessons/1-what-gpt-is/';

async function openFigure(page: Page, id: string): Promise<Locator> {
  await page.goto(`${lesson}#${id}`);
  const figure = page.locator(`#${id}`);
  await figure.scrollIntoViewIfNeeded();
  await expect(page.locator(`astro-island[ssr]:has(#${id})`)).toHaveCount(0);
  return figure;
}

test('a guess is judged, said and explained, and the focus stays on it', async ({ page }) => {
  await page.goto(lesson);
  const box = page.locator('vitrine-predict').first();
  const wrong = box.getByRole('button', { name: 'Only the token it has just written' });
  await wrong.focus();
  await page.keyboard.press('Enter');
  await expect(wrong).toBeFocused();
  await expect(wrong).toHaveAttribute('aria-pressed', 'true');
  await expect(wrong).toContainText('✗');
  await expect(box.getByRole('status')).toHaveText(/^Not so\. The answer: The text so far/);
  await expect(box.getByText('Nothing else is carried from step to step.')).toBeVisible();
  await box.getByRole('button', { name: 'The text so far' }).click();
  await expect(box.getByRole('status')).toHaveText('Right.');
});

test('the boxes work again after a change of page', async ({ page }) => {
  await page.goto('/en/lessons/0-how-to-look/');
  await page.getByRole('link', { name: /What GPT is/ }).click();
  await page.waitForURL(`**${lesson}`);
  const box = page.locator('vitrine-predict').first();
  await box.getByRole('button', { name: 'The text so far' }).click();
  await expect(box.getByRole('status')).toHaveText('Right.');
});

test('masks: a word chosen by keyboard says what it sees, in each kind of model', async ({
  page,
}) => {
  const figure = await openFigure(page, 'masks');
  const said = figure.getByRole('status').first();
  await figure.getByRole('button', { name: 'cat', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByRole('button', { name: 'sat', exact: true })).toBeFocused();
  await expect(said).toHaveText('“sat” sees 3 of 6: The, cat, sat. It is asked for “on”.');
  await figure.getByRole('radio', { name: 'BERT' }).check();
  await expect(said).toContainText('“[MASK]” sees 6 of 6');
  await expect(said).toContainText('It is asked for “sat”.');
  await figure.getByRole('radio', { name: 'Encoder–decoder' }).check();
  await figure.getByRole('button', { name: 'Le', exact: true }).click();
  await expect(said).toHaveText(/^“Le” sees 5 of 7: The, cat, sleeps, <s>, Le\./);
});

test('leak: two layers give every answer away, a causal mask none', async ({ page }) => {
  const figure = await openFigure(page, 'leak');
  await expect(figure.getByText('know their answer: 0 of 5')).toBeVisible();
  await figure.getByRole('slider').fill('2');
  await expect(figure.getByText('know their answer: 5 of 5')).toBeVisible();
  await expect(figure.getByRole('status').first()).toContainText('The way it came: sat →');
  await figure.getByRole('radio', { name: 'causal' }).check();
  await figure.getByRole('slider').fill('4');
  await expect(figure.getByText('know their answer: 0 of 5')).toBeVisible();
});

test('growth: each model is told with its factors, on any axes', async ({ page }) => {
  const figure = await openFigure(page, 'growth');
  await figure.getByRole('radio', { name: 'GPT-3' }).check();
  const said = figure.getByRole('status').first();
  await expect(said).toContainText('175B parameters, 96 layers, width 12,288');
  await expect(said).toContainText('117 times the parameters, 14 times the text');
  for (const name of ['linear', 'date']) {
    await figure.getByRole('radio', { name, exact: true }).check();
    await expect(figure.locator('svg .dot')).toHaveCount(3);
  }
});

test('stages: the sliders move the loss that is written out', async ({ page }) => {
  const figure = await openFigure(page, 'stages');
  await figure.getByRole('slider').fill('0.5');
  await expect(figure.getByText('Loss −ln p = 0.693')).toBeVisible();
  await figure.getByRole('button', { name: 'Next stage' }).click();
  await expect(figure.getByText('InstructGPT had 12,725 of them.')).toBeVisible();
  await figure.getByRole('button', { name: 'Next stage' }).click();
  await figure.getByRole('slider', { name: 'reward of A' }).fill('1');
  await figure.getByRole('slider', { name: 'reward of B' }).fill('1');
  await expect(figure.getByText('Chance that A is preferred: 50.0%.')).toBeVisible();
});

test('the glossary finds a term in either language, and says when there is none', async ({
  page,
}) => {
  await page.goto('/en/glossary/');
  const field = page.getByRole('searchbox');
  await field.fill('因果掩码');
  await expect(page.locator('#token')).toBeHidden();
  await expect(page.locator('#causal-mask')).toBeVisible();
  await field.fill('no such term');
  await expect(page.getByRole('main').getByRole('status')).toHaveText('No term matches.');
  await field.fill('');
  await expect(page.locator('#token')).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the answer opens, the figures are drawn, the glossary is whole', async ({ page }) => {
    await page.goto('/zh/lessons/1-what-gpt-is/');
    const box = page.locator('vitrine-predict').first();
    await box.locator('summary').click();
    await expect(box.locator('.answer')).toBeVisible();
    for (const id of ['masks', 'leak', 'growth', 'stages']) {
      await expect(page.locator(`#${id} .figure-picture svg`).first()).toBeVisible();
    }
    await page.goto('/zh/glossary/');
    await expect(page.locator('#causal-mask')).toBeVisible();
    await expect(page.getByRole('searchbox')).toBeHidden();
  });
});

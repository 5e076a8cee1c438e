/** The causal tools of the attention lab, with the model in the page. */
import { expect, test, type Locator, type Page } from '@playwright/test';

const lab = '/en/labs/attention/';
/** The model loads and checks itself. */
const loaded = { timeout: 60_000 };

/** The figure, once its script runs. */
async function figure(page: Page, id: string): Promise<Locator> {
  await page.goto(`${lab}?backend=wasm`);
  const found = page.locator(`#${id}`);
  await found.scrollIntoViewIfNeeded();
  await expect(page.locator(`astro-island[ssr]:has(#${id})`)).toHaveCount(0);
  return found;
}

const provenance = (found: Locator): Locator => found.locator('[data-provenance]');

test('parts are switched off and on by keyboard, and the model answers', async ({ page }) => {
  const found = await figure(page, 'causal-lab');
  await expect(provenance(found)).toHaveAttribute('data-provenance', 'stored');
  const verdict = found.locator('[data-change]');
  const before = Number(await verdict.getAttribute('data-change'));
  expect(before).toBeLessThan(0);

  await found.getByRole('button', { name: 'All as trained' }).click();
  await expect(provenance(found)).toHaveAttribute('data-provenance', 'live', loaded);
  await expect(verdict).toHaveAttribute('data-off', 'nothing');
  await expect(verdict).toHaveAttribute('data-change', '0');

  const board = found.getByRole('application');
  await board.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(verdict).toHaveAttribute('data-off', 'L0 MLP');
  await expect(verdict).not.toHaveAttribute('data-change', '0');
  await found.getByLabel('In place of the output of L0 MLP').selectOption('scaled');
  await found.getByLabel('Strength of L0 MLP').fill('1');
  await expect
    .poll(async () => Math.abs(Number(await verdict.getAttribute('data-change'))))
    .toBeLessThan(1e-3);

  await found.getByRole('textbox', { name: 'Text' }).fill('');
  await found.getByRole('button', { name: 'Compute' }).click();
  await expect(found.getByRole('status').filter({ hasText: 'no text to read' })).toBeVisible();
});

test('a patch where the prompts differ brings the answer back; unequal prompts are told', async ({
  page,
}) => {
  const found = await figure(page, 'patching');
  const tokens = await found.getByRole('group', { name: 'Clean prompt' }).locator('.token').all();
  const differs = await Promise.all(
    tokens.map(async (token) => (await token.getAttribute('class'))?.includes('marked') ?? false),
  );
  const grid = found.getByRole('application');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  for (let at = 0; at < differs.indexOf(true); at++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const result = found.locator('[data-recovered]');
  await expect(result).toBeVisible(loaded);
  expect(Number(await result.getAttribute('data-recovered'))).toBeCloseTo(1, 2);
  await expect(provenance(found)).toHaveAttribute('data-provenance', 'live');

  await found.getByRole('textbox', { name: 'Corrupted prompt' }).fill('Short');
  await expect(found.locator('[data-waiting]')).toContainText('still shows the prompts');
  await found.getByRole('button', { name: /^Patch all/ }).click();
  await expect(found.getByRole('status').filter({ hasText: 'equally many' })).toBeVisible();
});

test('the terms of the reader’s own text sum to the logit difference', async ({ page }) => {
  const found = await figure(page, 'logit-attribution');
  await found.getByRole('textbox', { name: 'Text' }).fill('中文 🙂 <|endoftext|> The king said');
  await found.getByRole('textbox', { name: 'Answer' }).fill('');
  await found.getByRole('textbox', { name: 'Against' }).fill('');
  await found.getByRole('button', { name: 'Compute' }).click();
  await expect(provenance(found)).toHaveAttribute('data-provenance', 'live', loaded);
  const gap = Number(await found.locator('[data-gap]').getAttribute('data-gap'));
  expect(Math.abs(gap)).toBeLessThan(1e-3);
  await found.getByText('The same with TransformerLens').click();
  await expect(found.getByRole('region')).toContainText('ln_final.hook_scale');
});

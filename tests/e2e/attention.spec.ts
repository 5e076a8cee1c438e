/** Lesson 4: attention by numbers, and the toys around it. */
import { expect, test } from '@playwright/test';
import { figureAt, hydrated, loaded } from './figure.ts';

const lesson = '/en/lessons/4-attention/';

test('attention by numbers: eleven steps by key, stored and then live', async ({ page }) => {
  const numbers = await figureAt(page, lesson, 'by-numbers');
  const shown = numbers.locator('[data-step-shown]');
  await numbers.getByRole('button', { name: '1 x', exact: true }).focus();
  const steps = ['q', 'k', 'v', 'product', 'scale', 'mask', 'softmax', 'mix', 'concat', 'out'];
  for (const step of steps) {
    await page.keyboard.press('ArrowRight');
    await expect(shown).toHaveAttribute('data-step-shown', step);
  }
  const provenance = numbers.locator('[data-provenance]');
  await expect(provenance).toHaveAttribute('data-provenance', 'stored');
  const opened = numbers.locator('.opened');
  const sum = Number(await opened.getAttribute('data-sum'));
  expect(
    Math.abs(sum - Number(await shown.locator('[data-value]').getAttribute('data-value'))),
  ).toBeLessThan(1e-3);

  // Another number of the output: its weights come with the model.
  await numbers.getByRole('slider', { name: /numbers, orange/ }).press('ArrowRight');
  await expect(provenance).toHaveAttribute('data-provenance', 'live', loaded);
  await expect(opened).toBeVisible();
  const difference = numbers.locator('[data-difference]');
  expect(Number(await difference.getAttribute('data-difference'))).toBeLessThan(1e-3);

  await numbers.getByLabel('Your sentence').fill('');
  await numbers.getByRole('button', { name: 'Read it' }).click();
  await expect(numbers.getByRole('status').filter({ hasText: 'two tokens' })).toBeVisible();
  await numbers.getByLabel('Your sentence').fill('<|endoftext|> 中文 😉 مرحبا '.repeat(40));
  await numbers.getByRole('button', { name: 'Read it' }).click();
  await expect(numbers.getByText('Only the first 23 tokens are read here.')).toBeVisible();
  await numbers.getByRole('button', { name: '8 softmax' }).click();
  const weights = numbers.locator('[data-weight]');
  await expect(weights).toHaveCount(24);
  const all = await weights.evaluateAll((cells) =>
    cells.map((cell) => Number(cell.getAttribute('data-weight'))),
  );
  expect(all.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);

  const forcing = await hydrated(page, 'teacher-forcing');
  await forcing.getByRole('button', { name: 'Compute it live' }).click();
  await expect(forcing.locator('[data-provenance]')).toHaveAttribute(
    'data-provenance',
    'live',
    loaded,
  );
  const apart = Number(await forcing.locator('[data-apart]').getAttribute('data-apart'));
  expect(apart).toBeLessThan(1e-3);
  await expect(forcing.getByText(/One pass took \d+ ms/)).toBeVisible();
});

test('the softmax experiment draws anew, and its draws follow the seed', async ({ page }) => {
  const sqrt = await figureAt(page, lesson, 'why-sqrt');
  const said = sqrt.locator('[data-seed]');
  const first = await said.textContent();
  await sqrt.getByLabel('Draws').selectOption('50');
  await sqrt.getByRole('button', { name: 'Draw anew' }).click();
  await expect(said).toHaveAttribute('data-seed', '2');
  expect(await said.textContent()).not.toBe(first);
  await sqrt.getByLabel('Dimension d').selectOption('1000');
  await expect(said).toContainText('At d = 1000');
});

test('toys: one matrix is a mirror, heads keep apart, meaning moves with its word', async ({
  page,
}) => {
  const two = await figureAt(page, lesson, 'two-matrices');
  const verdict = two.locator('[data-mutual]');
  await expect(verdict).not.toHaveAttribute('data-mutual', '0');
  await two.getByLabel('the matrix of the queries').check();
  await expect(verdict).toHaveAttribute('data-mutual', '0');
  expect(Number(await verdict.getAttribute('data-asymmetry'))).toBeLessThan(1e-12);
  await two.getByLabel('Words').fill('');
  await expect(two.getByRole('alert')).toHaveText('Type at least one word.');

  const heads = await hydrated(page, 'many-heads');
  const mean = heads.locator('[data-mean]');
  const several = Number(await mean.getAttribute('data-mean'));
  await heads.getByLabel('Heads, h').selectOption('1');
  await expect(mean).toHaveAttribute('data-h', '1');
  expect(Number(await mean.getAttribute('data-mean'))).toBeLessThan(several);

  const cross = await hydrated(page, 'cross-attention');
  await expect(cross.locator('[data-best]')).toHaveAttribute('data-best', 'cat');
  await cross.getByLabel('reversed').check();
  await expect(cross.locator('[data-best]')).toHaveAttribute('data-best', 'cat');
});

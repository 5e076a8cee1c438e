/** Lesson 6: beams, loops, and what each strategy does to a distribution. */
import { expect, test } from '@playwright/test';
import { figureAt, hydrated, loaded } from './figure.ts';

const lesson = '/en/lessons/6-decoding/';

test('the toy tree: greedy search finds 0.20, two beams find 0.36', async ({ page }) => {
  const toy = await figureAt(page, lesson, 'beam-toy');
  const found = toy.locator('[data-found]');
  await toy.getByRole('radio', { name: 'The dog has' }).check();
  await toy.locator('[data-next]').click();
  await toy.locator('[data-next]').click();
  await expect(found).toHaveAttribute('data-found', 'The nice woman');
  await expect(found).toContainText('0.5 × 0.4 = 0.20');
  await expect(found).toContainText('“The dog has” with 0.4 × 0.9 = 0.36, was never looked at');
  await toy.getByRole('radio', { name: '2', exact: true }).check();
  await toy.locator('[data-next]').click();
  await toy.locator('[data-next]').click();
  await expect(found).toHaveAttribute('data-found', 'The dog has');
  await expect(found).toContainText('As you guessed.');
});

test('the tree grows step by step, stored and live, and a guess is answered', async ({ page }) => {
  const tree = await figureAt(page, lesson, 'beam-tree');
  const steps = tree.locator('[data-steps]');
  await expect(steps).toHaveAttribute('data-steps', '4');
  await tree.getByRole('radio').first().check();
  await tree.locator('[data-next]').click();
  await expect(tree.locator('[data-verdict]')).toContainText(/of 1 right/);
  const box = tree.locator('[data-node][tabindex="0"]');
  await box.focus();
  await page.keyboard.press('b');
  await expect(steps).toHaveAttribute('data-steps', '4');
  await tree.locator('[data-all]').click();
  await expect(tree.locator('[data-best]')).toContainText('Found:');
  await expect(tree.locator('[data-standing="best"]')).toHaveCount(1);
  await expect(tree.locator('[data-provenance]')).toHaveAttribute('data-provenance', 'stored');

  await tree.locator('[data-beams]').selectOption('2');
  await expect(tree.locator('[data-provenance]')).toHaveAttribute(
    'data-provenance',
    'live',
    loaded,
  );
  await expect(steps).toHaveAttribute('data-steps', '1', loaded);
  await expect(tree.locator('[data-standing="running"]')).toHaveCount(2);
  await tree.locator('[data-all]').click();
  await expect(tree.locator('[data-best]')).toContainText('Found:', loaded);

  const loops = await hydrated(page, 'greedy-loops');
  await loops.getByRole('radio', { name: 'my phrase' }).check();
  await loops.getByLabel('Your sentence').fill('tick tock,');
  await loops.getByRole('button', { name: 'Read it' }).click();
  await expect(loops.locator('[data-loop]')).toContainText('goes round 1', loaded);
  await loops.getByLabel('Your sentence').fill('');
  await loops.getByRole('button', { name: 'Read it' }).click();
  await expect(loops.getByText('Type a phrase first.')).toBeVisible();
});

test('order, penalties and contrast work on what is stored', async ({ page }) => {
  const order = await figureAt(page, lesson, 'warper-order');
  const said = order.locator('[data-apart]');
  await expect(said).not.toHaveAttribute('data-apart', '0');
  await expect(said).toContainText('kept by one of them only');
  await order.getByRole('button', { name: 'temperature: earlier' }).click();
  await order.getByRole('button', { name: 'temperature: earlier' }).click();
  await order.getByRole('button', { name: 'top-k: earlier' }).click();
  await expect(said).toHaveAttribute('data-apart', '0');

  const penalties = await hydrated(page, 'penalties');
  const first = penalties.locator('[data-first]');
  await penalties.getByLabel('Repetition θ').fill('2');
  const strict = await first.getAttribute('data-first');
  await penalties.getByLabel('Repetition θ').fill('1');
  await expect(first).not.toHaveAttribute('data-first', strict ?? '');

  const contrast = await hydrated(page, 'contrastive');
  await contrast.getByLabel('α', { exact: true }).fill('0');
  await expect(contrast.locator('[data-best="true"]')).toHaveAttribute('aria-pressed', 'true');
  await expect(contrast.locator('.words.best')).toContainText('★');
  await expect(contrast.locator('[data-provenance]')).toHaveAttribute('data-provenance', 'stored');
});

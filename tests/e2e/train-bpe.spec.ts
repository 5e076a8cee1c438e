/** Training a tokenizer in the page: steps, jumps, undo, rules, bad input and long texts. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { hydrated } from './figure.ts';

const lab = '/en/labs/tokenizer/';

/** The figure, once its script runs. */
async function figure(page: Page): Promise<Locator> {
  await page.goto(lab);
  return hydrated(page, 'train-bpe');
}

const at = (trainer: Locator, merges: number) =>
  expect(trainer.locator('[data-at]')).toHaveAttribute('data-at', String(merges));

async function jump(trainer: Locator, merges: number): Promise<void> {
  await trainer.locator('[data-jump]').fill(String(merges));
  await trainer.locator('[data-jump]').press('Enter');
}

test('steps, goes back, undoes and jumps past the end of the text', async ({ page }) => {
  const trainer = await figure(page);
  const status = trainer.getByRole('status').first();
  const step = trainer.getByRole('button', { name: 'Step', exact: true });
  for (const [n, sentence] of [
    [1, 'e + s became es, 13 times'],
    [2, 'es + t became est, 13 times'],
    [3, 'est + </w> became est</w>, 13 times'],
  ] as const) {
    await step.click();
    await at(trainer, n);
    await expect(status).toContainText(sentence);
  }
  await expect(trainer.locator('[data-tokens]')).toHaveText('70');
  await trainer.getByRole('button', { name: 'Back', exact: true }).click();
  await at(trainer, 2);
  await jump(trainer, 5000);
  await at(trainer, 14);
  await expect(status).toContainText('You asked for 5,000 merges; this text gives 14.');
  await expect(step).toHaveAttribute('aria-disabled', 'true');
  await trainer.getByRole('button', { name: /^Go to merge 4/ }).click();
  await at(trainer, 4);
  for (const merges of [14, 2, 3]) {
    await trainer.getByRole('button', { name: 'Undo' }).click();
    await at(trainer, merges);
  }
});

test('plays to the end by itself', async ({ page }) => {
  const trainer = await figure(page);
  await trainer.getByLabel('Merges a step').selectOption('10');
  await trainer.getByRole('button', { name: 'Play' }).click();
  await at(trainer, 14);
  await expect(trainer.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('rules and readings change what is merged', async ({ page }) => {
  const trainer = await figure(page);
  await trainer.getByLabel(/last in the alphabet/).check();
  await trainer.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(trainer.getByRole('status').first()).toContainText('t + </w> became t</w>');
  await trainer.getByLabel(/bytes, as GPT-2/).check();
  await at(trainer, 0);
  await expect(trainer.locator('[data-train-input]')).toHaveValue(/^older older older finest/);
  await trainer.getByLabel(/size of the vocabulary/).fill('258');
  await trainer.getByLabel(/size of the vocabulary/).press('Enter');
  await trainer.getByRole('button', { name: 'To the end' }).click();
  await at(trainer, 2);
  await expect(trainer.getByRole('status').first()).toContainText('the rule allows');
});

test('takes nothing, spaces, one character, and other scripts', async ({ page }) => {
  const trainer = await figure(page);
  const input = trainer.locator('[data-train-input]');
  for (const nothing of ['', '   ']) {
    await input.fill(nothing);
    await expect(trainer.getByRole('status').first()).toContainText('nothing to merge yet');
  }
  await trainer.getByLabel(/bytes, as GPT-2/).check();
  await input.fill('中文中文');
  await expect(trainer.locator('[data-train-text] .whole')).toHaveText(['中', '文', '中', '文']);
  await trainer.getByRole('button', { name: 'To the end' }).click();
  await expect(trainer.locator('[data-train-text] [data-token]')).toHaveText(['中文', '中文']);
  await expect(trainer.getByRole('status').first()).toContainText('no pair occurs more than once');
});

test('a megabyte that is pasted is trained on, and the page goes on answering', async ({
  page,
}) => {
  const trainer = await figure(page);
  await trainer.getByLabel(/bytes, as GPT-2/).check();
  await page.evaluate(() => {
    const words = Array.from({ length: 160_000 }, (_, i) => ((i * 7919) % 30_011).toString(36));
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', words.join(' ').padEnd(1_000_000, ' end'));
    document
      .querySelector('#train-bpe textarea')
      ?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
  });
  await expect(trainer.locator('[data-long]')).toBeVisible();
  await jump(trainer, 3000);
  await at(trainer, 3000);
  await expect(trainer.locator('[data-merges]')).toHaveAttribute('data-merges', '3000');
  // Only the rows that are seen are in the page.
  expect(await trainer.locator('[data-merges] button').count()).toBeLessThan(40);
  await jump(trainer, 10);
  await at(trainer, 10);
  await trainer.getByRole('button', { name: 'Write another text' }).click();
  await expect(trainer.locator('[data-train-input]')).toBeVisible();
});

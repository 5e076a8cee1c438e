/** Lesson 3 and the positions lab: what the reader can operate, with the model in the page. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { figureAt, loaded } from './figure.ts';

const lab = '/en/labs/positions/';
/** The model loads and checks itself. */

/** The figure, once its script runs. */
async function figure(page: Page, id: string, path = lab): Promise<Locator> {
  return figureAt(page, path, id);
}

test('a bag of words: the toy keeps its outputs to the last digit', async ({ page }) => {
  const bag = await figure(page, 'bag-of-words');
  const verdict = bag.locator('[data-verdict]');
  await expect(verdict).toHaveAttribute('data-verdict', 'rounding');
  await bag.getByLabel('Sums over words').selectOption('smallest first');
  await expect(verdict).toHaveAttribute('data-verdict', 'exact');
  await expect(verdict).toHaveAttribute('data-largest', '0');
  await bag.getByRole('button', { name: 'Shuffle' }).click();
  await expect(verdict).toHaveAttribute('data-verdict', 'exact');

  await bag.getByLabel('causal mask').check();
  await expect(verdict).toHaveAttribute('data-verdict', 'changed');
  await bag.getByLabel('causal mask').uncheck();
  await bag.getByLabel('add positions').check();
  await expect(verdict).toHaveAttribute('data-verdict', 'changed');
  await bag.getByRole('button', { name: 'As it was' }).click();
  await expect(verdict).toHaveAttribute('data-verdict', 'unmoved');
});

test('tokens are moved by keyboard and by dragging', async ({ page }) => {
  const bag = await figure(page, 'bag-of-words');
  await bag.getByLabel('Words', { exact: true }).fill('one two three');
  const tokens = bag.getByRole('toolbar').getByRole('button');
  await expect(tokens).toHaveText(['one', 'two', 'three']);
  await tokens.first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await expect(tokens).toHaveText(['two', 'one', 'three']);
  await page.keyboard.press('End');
  await page.keyboard.press('Escape');
  await tokens.nth(2).dragTo(tokens.nth(0));
  await expect(tokens).toHaveText(['three', 'two', 'one']);
});

test('the toy takes no words, one word, and a text of a megabyte', async ({ page }) => {
  const bag = await figure(page, 'bag-of-words');
  const words = bag.getByLabel('Words', { exact: true });
  await words.fill('   ');
  await expect(bag.getByRole('alert')).toHaveText('Type at least one word.');
  await words.fill('one');
  await expect(bag.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'unmoved');
  await words.fill('abc '.repeat(250_000));
  await expect(bag.getByRole('toolbar').getByRole('button')).toHaveCount(12);
});

test('positions off on the model: block 0 cannot tell the order, block 1 can', async ({ page }) => {
  const bag = await figure(page, 'bag-in-model');
  await expect(bag.locator('[data-provenance]')).toHaveAttribute('data-provenance', 'stored');
  await bag.getByLabel('Your sentence').fill('She gave the book to the boy, and he');
  await bag.getByRole('button', { name: 'Read it' }).click();
  await expect(bag.locator('[data-provenance]')).toHaveAttribute('data-provenance', 'live', loaded);
  await expect(bag.locator('[data-live]')).toContainText(/block 0 .* × 10⁻[⁶⁷⁸]: rounding/);
  await bag.getByLabel('on', { exact: true }).check();
  await expect(bag.locator('[data-live]')).toContainText('block 0 already tells the orders apart');
  await bag.getByRole('button', { name: 'As it was' }).click();
  await expect(bag.locator('[data-live]')).toContainText('nothing has changed');
});

test('the reader’s sentence with positions off, shuffled and shifted', async ({ page }) => {
  const losses = await figure(page, 'position-experiments');
  const means = losses.locator('[data-means]');
  await expect(means).toHaveAttribute('data-means', '2.684 4.494 3.568 5.382');
  await losses.getByRole('button', { name: 'Compute it live' }).click();
  await expect(losses.locator('[data-provenance]')).toHaveAttribute(
    'data-provenance',
    'live',
    loaded,
  );
  // What was stored comes out again, to the digits shown.
  await expect(means).toHaveAttribute('data-means', '2.684 4.494 3.568 5.382');
  await losses.getByLabel('Shift by').fill('0');
  await expect(means).toHaveAttribute('data-means', '2.684 4.494 3.568 2.684');

  await losses.getByLabel('Your sentence').fill('');
  await losses.getByRole('button', { name: 'Read it' }).click();
  await expect(losses.getByRole('status').filter({ hasText: 'two tokens' })).toBeVisible();
  await losses.getByLabel('Your sentence').fill('<|endoftext|> \ud800 中文 '.repeat(40));
  await losses.getByRole('button', { name: 'Read it' }).click();
  await expect(losses.getByText('Only the first 32 tokens are read here.')).toBeVisible();
});

test('neighbours of any word, and from neighbour to neighbour', async ({ page }) => {
  const near = await figure(page, 'neighbours');
  const father = near.getByRole('button', { name: /^·father: cosine 0.738/ });
  await expect(father.first()).toBeVisible();
  await near.getByLabel('Word', { exact: true }).fill('seven');
  await near.getByRole('button', { name: 'Look up' }).click();
  await expect(near.locator('[data-token]')).toHaveAttribute('data-token', '3598', loaded);
  await expect(near.locator('[data-provenance]')).toHaveAttribute(
    'data-provenance',
    'live',
    loaded,
  );
  await near
    .getByRole('button', { name: /^·nine: cosine/ })
    .first()
    .press('Enter');
  await expect(near.locator('[data-token]')).toContainText('“·nine”');
  await near.getByLabel('Word', { exact: true }).fill('chartreuse');
  await near.getByRole('button', { name: 'Look up' }).click();
  await expect(near.getByText('This text is several tokens.')).toBeVisible();
});

test('the map finds a token, and says how many of its neighbours are on it', async ({ page }) => {
  const map = await figure(page, 'embedding-map');
  await map.getByLabel('Find a token').fill('mother');
  await map.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(map.locator('[data-dot]')).toHaveText(/“·mother”, number 2802, length 1.87/);
  await map.getByRole('button', { name: 'Compute it live' }).click();
  await expect(map.locator('[data-overlap]')).toContainText('Of its 10 nearest tokens', loaded);
  const dots = map.getByRole('application');
  await dots.focus();
  await page.keyboard.press('ArrowRight');
  await expect(map.locator('[data-dot]')).not.toHaveAttribute('data-dot', '2802');
  await map.getByLabel('What is spread out').selectOption('directions only');
  await expect(map.locator('figcaption')).toContainText('18.0 %');
});

for (const lang of ['en', 'zh'])
  test(`lesson 3 in ${lang}: no sideways scrolling at 360 pixels, pictures without scripts`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    });
    const page = await context.newPage();
    await page.goto(`/${lang}/lessons/3-positions/`);
    for (const id of ['neighbours', 'embedding-map', 'bag-of-words', 'bag-in-model'])
      await expect(page.locator(`#${id} .figure-picture svg`).first()).toBeAttached();
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBeLessThanOrEqual(0);
    await context.close();
  });

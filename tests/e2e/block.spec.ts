/** Lesson 5 and the figures of the cache: what the reader can operate, with the model in the page. */
import { expect, test, type Locator, type Page } from '@playwright/test';

/** The model loads and checks itself. */
const loaded = { timeout: 60_000 };

/** A figure of a page that is open, once its script runs. */
async function awake(page: Page, id: string): Promise<Locator> {
  const found = page.locator(`#${id}`);
  await found.scrollIntoViewIfNeeded();
  await expect(page.locator(`astro-island[ssr]:has(#${id})`)).toHaveCount(0);
  return found;
}
const provenance = (figure: Locator): Locator => figure.locator('[data-provenance]');

test('the lesson’s figures compute the reader’s sentence live', async ({ page }) => {
  test.slow();
  await page.goto('/en/lessons/5-block/?backend=wasm');

  const ledger = await awake(page, 'residual-ledger');
  await expect(provenance(ledger)).toHaveAttribute('data-provenance', 'stored');
  const said = ledger.locator('[data-said]');
  const before = await said.textContent();
  await ledger.getByRole('application').press('ArrowDown');
  await expect(said).not.toHaveText(before ?? '');
  await ledger.getByLabel('Your sentence').fill('She saw 中文 and 😉');
  await ledger.getByRole('button', { name: 'Read it' }).click();
  await expect(provenance(ledger)).toHaveAttribute('data-provenance', 'live', loaded);
  await expect(ledger.getByText('😉').first()).toBeVisible();

  const gelu = await awake(page, 'activations');
  await gelu.getByRole('button', { name: 'Compute it live' }).click();
  await expect(provenance(gelu)).toHaveAttribute('data-provenance', 'live', loaded);
  await expect(gelu.locator('[data-facts]')).toContainText('lie below zero');

  const neurons = await awake(page, 'neurons');
  await neurons.locator('[data-layer]').selectOption('1');
  await expect(provenance(neurons)).toHaveAttribute('data-provenance', 'live', loaded);
  await expect(neurons.getByRole('heading', { name: /of block 1$/ })).toBeVisible();

  const lens = await awake(page, 'logit-lens');
  await expect(lens.locator('[data-caveat]')).toContainText('Belrose');
  await lens.getByLabel('Follow a token').fill(' the');
  await lens.getByRole('button', { name: 'Follow' }).click();
  await expect(provenance(lens)).toHaveAttribute('data-provenance', 'live', loaded);
  await expect(lens.locator('[data-followed]')).toContainText('“·the”');
  await lens.locator('[data-measure]').selectOption('rank');
  await lens.getByRole('button', { name: 'Who moved this cell?' }).click();
  await expect(lens.locator('[data-writers]')).toContainText('“·the”', loaded);
  // An empty text is the end-of-text token alone.
  await lens.getByLabel('Your sentence').fill('');
  await lens.getByRole('button', { name: 'Read it' }).click();
  await expect(lens.locator('[data-cell]')).toContainText('next after “<|endoftext|>”');
});

test('norms, stacks and work answer their controls', async ({ page }) => {
  await page.goto('/en/lessons/5-block/');
  const norms = await awake(page, 'norms');
  const verdict = norms.locator('[data-verdict]');
  await norms.getByLabel('Sentence 2: tokens').fill('5');
  await expect(verdict).toHaveAttribute('data-verdict', 'same');
  await norms.getByRole('radio', { name: 'batch norm' }).check();
  await expect(verdict).toHaveAttribute('data-verdict', 'moved');
  await norms.getByRole('button', { name: 'Only the first token' }).click();
  await expect(verdict).toContainText('nothing but zeros');

  const depth = await awake(page, 'norm-depth');
  await depth.getByRole('slider', { name: 'Sublayers' }).fill('48');
  await expect(depth.getByText('After 48 sublayers')).toBeVisible();

  const work = await awake(page, 'where-work');
  await work.getByRole('radio', { name: 'writing one more token' }).check();
  await work.getByRole('slider', { name: 'Tokens in the text' }).fill('0');
  // One token of GPT-2 small after one: 84,934,656 for its matrices, D V, and 2 · 2 D in 12 blocks.
  const total = 84_934_656 + 768 * 50_257 + 12 * 2 * 2 * 768;
  await expect(work.locator('[data-total]')).toHaveAttribute('data-total', String(total));
});

test('the cache: what is kept, and a race that both runners finish alike', async ({ page }) => {
  test.slow();
  await page.goto('/en/lessons/4-attention/?backend=wasm');
  const cache = await awake(page, 'cache-animation');
  await cache.getByLabel('Token', { exact: true }).fill('0');
  await cache.locator('[data-next]').click();
  await expect(cache.locator('[data-computed]')).toHaveAttribute('data-computed', '4');
  await cache.getByRole('radio', { name: 'without' }).check();
  await expect(cache.locator('[data-computed]')).toHaveAttribute('data-computed', '6');

  const race = await awake(page, 'cache-race');
  await expect(provenance(race)).toHaveAttribute('data-provenance', 'computed');
  await race.getByLabel('Tokens to write').fill('16');
  await race.getByRole('button', { name: 'Start the race' }).click();
  await expect(race.locator('[data-same]')).toHaveAttribute('data-same', 'true', loaded);
  await expect(provenance(race)).toHaveAttribute('data-provenance', 'live');

  const fit = await awake(page, 'cost-fit');
  await fit.getByLabel('Longest text').fill('64');
  await fit.getByRole('button', { name: 'Measure here' }).click();
  await expect(fit.locator('[data-measured]')).toHaveAttribute('data-measured', '9', loaded);
  await expect(fit.locator('[data-fit="read"]')).toContainText('a n² + b n + c: a =');
});

/** The decoding lab: strategies beside each other, their tokens, branches, seeds and links. */
import { expect, test, type Locator, type Page } from '@playwright/test';

const lab = '/en/labs/decoding/?backend=wasm';
/** The model loads and checks itself. */
const loaded = { timeout: 60_000 };

/** The lab, once its script runs. */
async function open(page: Page, address = lab): Promise<Locator> {
  await page.goto(address);
  await expect(page.locator('astro-island[ssr]:has(#decoding-lab)')).toHaveCount(0);
  return page.locator('#decoding-lab');
}

test('the stored run is read token by token, and settings say what is wrong and what wins', async ({
  page,
}) => {
  const figure = await open(page);
  await expect(figure.locator('[data-provenance]')).toHaveAttribute('data-provenance', 'stored');
  await expect(figure.locator('[data-column]')).toHaveCount(3);

  await figure.locator('[data-column="3"] [role=option]').nth(0).click();
  await page.keyboard.press('ArrowRight');
  const detail = figure.locator('[data-detail]');
  await expect(detail.getByRole('heading')).toContainText('Column 3, token 2');
  await expect(detail.locator('[data-stages]')).toContainText('Top-k leaves 40');

  await figure.locator('[data-chip="3"]').click();
  const settings = figure.locator('[data-settings="3"]');
  for (const [field, value, said] of [
    ['topK', '0', 'Top-k cannot be “0”'],
    ['topP', '0', 'Top-p cannot be “0”'],
    ['temperature', '-1', 'Temperature cannot be “-1”'],
    ['repetitionPenalty', 'NaN', 'Repetition penalty cannot be “NaN”'],
    ['numBeams', '1e9', '1e9 beams are too many'],
  ] as const) {
    await settings.locator(`[data-field=${field}]`).fill(value);
    await expect(settings.locator(`[data-bad=${field}]`)).toContainText(said);
    await settings.locator(`[data-field=${field}]`).fill('');
  }
  await settings.locator('[data-field=topK]').fill('1e9');
  await expect(settings.getByText('nothing is cut')).toBeVisible();
  await settings.locator('[data-method]').selectOption('greedy');
  await expect(settings.getByText('Top-k has no effect: nothing is drawn here')).toBeVisible();

  await settings.getByText('GenerationConfig', { exact: true }).click();
  await settings.locator('[data-json]').fill('{"do_sample": true, "top_k": 7, "cache": 1}');
  await settings.locator('[data-use]').click();
  await expect(settings.locator('[data-said]')).toContainText('Without effect in the lab: cache');
  await expect(settings.locator('[data-field=topK]')).toHaveValue('7');
  await settings.locator('[data-json]').fill('{"top_p": 7}');
  await settings.locator('[data-use]').click();
  await expect(settings.locator('[data-said]')).toContainText('nothing was changed');
});

test('a link that was tampered with gives what can be read, and a sentence', async ({ page }) => {
  const figure = await open(page, `${lab}#decoding1?p=a&c=%7B%22d%22`);
  await expect(page.locator('[data-link-notice="partly"]')).toBeVisible();
  await expect(figure.locator('[data-column]')).toHaveCount(3);
  await page.goto(`${lab}#decoding1?p=hello&s=x&n=4&c=%7B%22d%22%3A%7B%22topK%22%3A%220%22%7D%7D`);
  await expect(figure.locator('[data-column]')).toHaveCount(1);
  await expect(figure.getByText('Seed cannot be “x”')).toBeVisible();
  await expect(figure.locator('[data-column="1"]')).toContainText('Top-k cannot be “0”');
});

test('columns write at once, branches are grown, undone and restored by a link', async ({
  page,
}) => {
  let figure = await open(page);
  await figure.locator('[data-field=newTokens]').fill('10');
  for (const name of ['beam', 'contrastive']) await figure.locator('[data-add]').selectOption(name);
  await figure.locator('[data-write]').click();
  await expect(figure.locator('[data-provenance]')).toHaveAttribute(
    'data-provenance',
    'live',
    loaded,
  );
  for (let n = 1; n <= 5; n++)
    await expect(figure.locator(`[data-column="${String(n)}"] [role=option]`)).toHaveCount(10);
  await expect(figure.locator('[data-stopped=writing]')).toHaveCount(0);

  const greedy = figure.locator('[data-column="1"]');
  const text = (await greedy.getAttribute('data-ids')) ?? '';
  await greedy.locator('[role=option]').nth(3).click();
  await figure.locator('[data-detail] [data-p]').nth(2).click();
  await expect(greedy.locator('[data-branches]')).toHaveAttribute('data-branches', '2');
  await expect(greedy).toHaveAttribute('data-stopped', 'length');
  const branched = (await greedy.getAttribute('data-ids')) ?? '';
  expect(branched.split(' ').slice(0, 3)).toEqual(text.split(' ').slice(0, 3));
  expect(branched.split(' ')[3]).not.toBe(text.split(' ')[3]);
  await greedy.locator('[data-undo]').click();
  await expect(greedy).toHaveAttribute('data-ids', text);
  await greedy.locator('[data-redo]').click();
  await expect(greedy).toHaveAttribute('data-ids', branched);

  const spread = page.locator('#decoding-spread');
  await spread.locator('[data-field=seeds]').fill('3');
  await spread.locator('[data-run]').click();
  await expect(spread.locator('[data-provenance]')).toHaveAttribute('data-provenance', 'live');
  await expect(figure.locator('[data-column="2"] [data-total=selfBleu]')).toContainText(
    'over 3 seeds',
  );

  await figure.locator('[data-copy-link]').click();
  await expect(figure.locator('[data-link-said]')).not.toBeEmpty();
  const address = page.url();
  await page.goto('about:blank');
  figure = await open(page, address);
  await expect(figure.locator('[data-status]')).toContainText('come from a link');
  await figure.locator('[data-write]').click();
  await expect(figure.locator('[data-column="1"]')).toHaveAttribute('data-ids', branched, loaded);
});

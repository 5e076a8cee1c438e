/** Figures of lessons and labs with a model that is stored in this browser. */
import { expect, test as base, type Locator } from '@playwright/test';
import { hydrated, loaded } from './figure.ts';
import { errorsEn } from '../../src/lib/i18n/errors.en.ts';
import { startHub, type StandIn } from '../hub/server.ts';
import { ask, open, row, whole } from './models-page.ts';

const test = base.extend<{ hub: StandIn }>({
  hub: async ({ browserName: _ }, use) => {
    const hub = await startHub();
    await use(hub);
    await hub.close();
  },
});

const ID = 'tiny/fine-tune@main:int8';
/** The software GPU is right, but slow. */
const query = `?model=${encodeURIComponent(ID)}&backend=wasm`;

/** The figure, once its script runs. */
async function live(found: Locator, model: string): Promise<void> {
  await expect(found.locator('[data-provenance="live"]')).toContainText(model, loaded);
}

test('from the models page into the lab: experiments, neighbours and map', async ({
  page,
  hub,
}) => {
  await open(page);
  await ask(page, hub, 'tiny/fine-tune');
  await expect(whole(page, 'tiny/fine-tune')).toBeVisible();
  await row(page, 'tiny/fine-tune')
    .getByRole('link', { name: /^In the positions lab/ })
    .click();
  await expect(page).toHaveURL(/\/en\/labs\/positions\/\?model=tiny%2Ffine-tune%40main%3Aint8/);
  await page.goto(`/en/labs/positions/${query}`);

  const losses = await hydrated(page, 'position-experiments');
  await expect(losses.locator('[data-model-choice]')).toContainText(ID);
  await losses.getByRole('button', { name: 'Compute it live' }).click();
  await live(losses, 'tiny/fine-tune, int8');
  await expect(losses.getByText('Only the first 32 tokens are read here.')).toBeVisible();
  await losses.getByLabel('Your sentence').fill('an on');
  await losses.getByRole('button', { name: 'Read it' }).click();
  await expect(losses.locator('.figure-picture')).toContainText('·on'); // its own merges

  const bag = await hydrated(page, 'bag-in-model');
  await bag.getByRole('button', { name: 'Compute it live' }).click();
  await live(bag, 'tiny/fine-tune');

  const near = await hydrated(page, 'neighbours');
  await near.getByLabel('Word', { exact: true }).fill('on');
  await near.getByRole('button', { name: 'Look up' }).click();
  await live(near, 'tiny/fine-tune');
  await expect(near.locator('[data-token]')).toContainText('·');

  const map = await hydrated(page, 'embedding-map');
  await map.getByLabel('Find a token').fill('on');
  await map.getByRole('button', { name: 'Compute it live' }).click();
  await live(map, 'tiny/fine-tune');
  await map.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(map.locator('[data-overlap]')).toContainText('Of its 10 nearest tokens');

  // And back to the teaching model, whose numbers of the same words are others.
  await near.getByRole('button', { name: 'Use the teaching model' }).click();
  await expect(page).toHaveURL(/\/en\/labs\/positions\/\?backend=wasm(#|$)/);
  await near.getByRole('button', { name: '·mother', exact: true }).click();
  await expect(near.locator('[data-token]')).toHaveAttribute('data-token', '2802');
  await losses.getByRole('button', { name: 'Compute it live' }).click();
  await live(losses, 'teaching');
  await losses.getByRole('button', { name: 'Choose another' }).click();
  await losses.getByLabel('Use instead').selectOption(ID);
  await expect(page).toHaveURL(/\/en\/labs\/positions\/\?backend=wasm&model=tiny/);
});

test('lesson 1 grows a text with it, and says from which model each reading is', async ({
  page,
  hub,
}) => {
  await open(page);
  await ask(page, hub, 'tiny/fine-tune');
  await expect(whole(page, 'tiny/fine-tune')).toBeVisible();
  await page.goto('/en/lessons/1-what-gpt-is/?backend=wasm#choose');
  const grow = await hydrated(page, 'autoregression');
  await grow.getByRole('button', { name: 'Choose another' }).click();
  await grow.getByLabel('Use instead').selectOption(ID);
  await expect(page).toHaveURL(/\?backend=wasm&model=tiny.*#choose$/);
  await grow.locator('[data-next]').click(); // what is stored needs no model
  await expect(grow.locator('[data-provenance]')).toHaveAttribute('data-provenance', 'stored');
  await grow.locator('[data-live]').click();
  await live(grow, 'tiny/fine-tune');
  await grow.getByRole('button', { name: 'Use the teaching model' }).click();
  await live(grow, 'tiny/fine-tune'); // the picture is still that model's
  await grow.locator('[data-live]').click();
  await live(grow, 'teaching');

  const map = await hydrated(page, 'forward-map');
  await map.locator('[data-read]').click();
  await live(map, 'teaching');
});

test('a model that is not here: a sentence and a way out', async ({ page }) => {
  await page.goto('/en/labs/positions/?model=no%2Fsuch&backend=wasm');
  const losses = await hydrated(page, 'position-experiments');
  await losses.getByRole('button', { name: 'Compute it live' }).click();
  await expect(losses.getByText(errorsEn['error.not-stored'])).toBeVisible();
  await losses.getByRole('button', { name: 'Choose another' }).click();
  await expect(losses.locator('[data-none]')).toContainText('No model is stored');
  await losses.getByRole('button', { name: 'Use the teaching model' }).click();
  await expect(losses.getByText(errorsEn['error.not-stored'])).toHaveCount(0);
  await losses.getByRole('button', { name: 'Compute it live' }).click();
  await live(losses, 'teaching');
});

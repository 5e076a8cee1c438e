/** The attention lab: all heads of a text, one of them from all sides, and the link to it. */
import { expect, test, type Locator, type Page } from '@playwright/test';

const lab = '/en/labs/attention/';
/** The model loads and checks itself. */
const loaded = { timeout: 60_000 };

/** A figure, once its script runs. */
async function awake(page: Page, id: string): Promise<Locator> {
  const found = page.locator(`#${id}`);
  await found.scrollIntoViewIfNeeded();
  await expect(page.locator(`astro-island[ssr]:has(#${id})`)).toHaveCount(0);
  return found;
}

test('a text of the reader: atlas, views, pins and the link belong together', async ({ page }) => {
  await page.goto(`${lab}?backend=wasm`);
  const atlas = await awake(page, 'head-atlas');
  const views = await awake(page, 'head-views');
  await expect(atlas.locator('[data-provenance="stored"]')).toBeVisible();

  await atlas.getByLabel('Your text').fill('one two three one two three one two');
  await atlas.getByRole('button', { name: 'Read it' }).click();
  await expect(atlas.locator('[data-provenance="live"]')).toBeVisible(loaded);
  const tokens = Number(await atlas.locator('[data-tokens]').getAttribute('data-tokens'));
  expect(tokens).toBeGreaterThan(8);

  // A click opens a head with its vectors; pointing shows another for as long as it lasts.
  await atlas.locator('[data-tile="1.2"]').click();
  const shown = views.locator('.views');
  await expect(shown).toHaveAttribute('data-head', '1.2');
  await expect(shown).toHaveAttribute('data-vectors', 'true');
  await atlas.locator('[data-tile="0.3"]').hover();
  await expect(shown).toHaveAttribute('data-head', '0.3');
  await page.mouse.move(0, 0);
  await expect(shown).toHaveAttribute('data-head', '1.2');

  // By keyboard: to the next head, pin it.
  await atlas.locator('[data-tile="1.2"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('p');
  await expect(atlas.getByRole('list', { name: 'Pinned heads' })).toContainText('1.3');

  // Every view follows the cell that is chosen in the map; the focus leaves the atlas, and its preview.
  const map = views.getByRole('application', { name: /^Attention pattern of/ });
  await map.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(views.locator('[data-row]')).toHaveAttribute('data-row', String(tokens - 2));
  await expect(views.locator('[data-lock]')).toBeChecked();
  await views.getByLabel('Shown').selectOption('masked scores');
  await expect(views.locator('.figure-legend')).toContainText('−∞');

  // The scores on random tokens are measured at a click.
  await atlas.getByLabel('Measured on').selectOption('random tokens, twice');
  await expect(atlas.locator('[data-tile="1.2"]')).toHaveAttribute(
    'title',
    /induction [\d.]/,
    loaded,
  );

  await expect(page).toHaveURL(/#v2\?p=one\+two.*o=1\.2.*q=\d+.*i=1\.3.*m=random/);
  await page.goto('about:blank');
  await page.goBack();
  await expect(page.locator('#head-atlas [data-provenance="live"]')).toBeVisible(loaded);
  await awake(page, 'head-views');
  await expect(page.locator('#head-views .views')).toHaveAttribute('data-head', '1.2');
  await expect(page.locator('#head-views [data-row]')).toHaveAttribute(
    'data-row',
    String(tokens - 2),
  );
});

test('a damaged link is told, and the page shows its own example', async ({ page }) => {
  await page.goto(`${lab}#v2z.AAAA`);
  await expect(page.locator('[data-link-notice="damaged"]')).toContainText('This link is damaged');
  await awake(page, 'head-atlas');
  await expect(page.locator('#head-atlas [data-provenance="stored"]')).toBeVisible();
});

for (const lang of ['en', 'zh'])
  test(`without scripts in ${lang} at 360 pixels: every figure is drawn`, async ({ browser }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    });
    const page = await context.newPage();
    await page.goto(`/${lang}/labs/attention/`);
    for (const id of ['head-atlas', 'head-views'])
      await expect(page.locator(`#${id} .figure-picture svg path`).first()).toBeAttached();
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBeLessThanOrEqual(0);
    const height = (of: Page): Promise<number> =>
      of.locator('#head-atlas .sheet').evaluate((sheet) => sheet.clientHeight);
    const drawn = await height(page);
    await context.close();

    // Alive, the atlas takes the same room.
    const alive = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await alive.goto(`/${lang}/labs/attention/`);
    const atlas = await awake(alive, 'head-atlas');
    await expect(atlas.locator('.sheet svg')).toHaveCount(0);
    expect(await height(alive)).toBe(drawn);
    await alive.close();
  });

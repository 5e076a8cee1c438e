/** The menu of a figure: table, files, link. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import stored from '../../src/components/figures/look/head.json' with { type: 'json' };

const title = 'One head, one sentence';
/** The weight from the first ' the' (5) to ' on' (4), as the reference run has it. */
const weight = String(stored.pattern[5]?.[4]);

async function openFigure(page: Page): Promise<Locator> {
  await page.goto('/en/lessons/0-how-to-look/');
  const figure = page.locator('#one-head');
  await figure.scrollIntoViewIfNeeded();
  // The canvas is painted once the island lives.
  await expect(figure.locator('astro-island[ssr]')).toHaveCount(0);
  await expect(page.locator('astro-island[ssr]:has(#one-head)')).toHaveCount(0);
  return figure;
}

async function save(page: Page, figure: Locator, name: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name, exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^vitrine-one-head\.(svg|png|csv|json|md)$/);
  return readFile(await file.path());
}

test('the table opens under the picture, with the numbers of the picture', async ({ page }) => {
  const figure = await openFigure(page);
  await expect(figure.getByRole('table')).toHaveCount(0);
  await figure.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(figure.getByRole('columnheader')).toHaveText(['from', 'to', 'weight']);
  await expect(figure.getByRole('row')).toHaveCount(1 + 55);
  await expect(figure.getByRole('row', { name: `␣the ␣on ${weight}` })).toBeVisible();
  await figure.getByRole('button', { name: 'Hide table' }).click();
  await expect(figure.getByRole('table')).toHaveCount(0);
});

test('the menu works by keyboard, and Escape closes it', async ({ page }) => {
  const figure = await openFigure(page);
  const menu = figure.getByRole('button', { name: `Save & share: ${title}` });
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(figure.getByRole('button', { name: 'SVG picture' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
});

test('SVG, PNG, CSV, JSON and Markdown hold the figure', async ({ page }) => {
  const figure = await openFigure(page);
  await figure.getByRole('button', { name: `Save & share: ${title}` }).click();

  const csv = (await save(page, figure, 'CSV data')).toString('utf8');
  expect(csv.split('\r\n')).toHaveLength(1 + 55 + 1);
  expect(csv).toContain(`␣the,␣on,${weight}\r\n`);

  const json = JSON.parse((await save(page, figure, 'JSON data')).toString('utf8')) as {
    title: string;
    provenance: { kind: string };
    source: string;
    rows: unknown[];
  };
  expect(json).toMatchObject({ title, provenance: { kind: 'stored' } });
  expect(json.source).toMatch(/\/en\/lessons\/0-how-to-look\/#one-head$/);
  expect(json.rows).toHaveLength(55);

  const markdown = (await save(page, figure, 'Markdown text')).toString('utf8');
  expect(markdown).toMatch(/^# Figure 0\.1 One head, one sentence\n/);
  expect(markdown.match(/^\| .* \|$/gm)).toHaveLength(2 + 55);
  expect(markdown).toContain('The Vitrine authors (20');

  const svg = (await save(page, figure, 'SVG picture')).toString('utf8');
  const drawn = await page.evaluate((text) => {
    const whole = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    return {
      name: whole.nodeName,
      title: whole.querySelector('title')?.textContent,
      images: whole.querySelectorAll('image[href^="data:image/png"]').length,
      labels: whole.querySelectorAll('text').length,
      styled: whole.querySelectorAll('[class], [style], style').length,
      said: [...whole.querySelectorAll('text')].map((text) => text.textContent),
    };
  }, svg);
  expect(drawn).toMatchObject({ name: 'svg', title: `Figure 0.1 ${title}`, styled: 0 });
  // The legend and the address stand in it.
  expect(drawn.said).toEqual(expect.arrayContaining([`Figure 0.1 ${title}`, 'attention weight']));
  expect(drawn.said.join('')).toContain('/en/lessons/0-how-to-look/#one-head');
  expect(drawn.images + drawn.labels).toBeGreaterThan(0);

  const png = await save(page, figure, 'PNG picture');
  expect([...png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  const size = /^<svg[^>]* width="([\d.]+)"/m.exec(svg);
  expect(png.readUInt32BE(16)).toBe(Math.round(2 * Number(size?.[1])));
});

test('the link to the figure is copied, and said', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await openFigure(page);
  await figure.getByRole('button', { name: `Save & share: ${title}` }).click();
  await figure.getByRole('button', { name: 'Copy link' }).click();
  await expect(figure.getByRole('status').filter({ hasText: 'Link copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${baseURL ?? ''}/en/lessons/0-how-to-look/#one-head`,
  );
});

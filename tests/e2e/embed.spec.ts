/** Figures in the frames of other pages, the code for it, and citations. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { expectNoSidewaysScroll, expectNothingFromAxe } from './axe.ts';
import { hydrated, loaded } from './figure.ts';

/** A page of another origin, that can hold frames of any site. */
async function pageWith(html: string): Promise<{ address: string; server: Server }> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.end(html);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, server };
}

test('the code of the panel puts the figure into a page of another site', async ({
  page,
  baseURL,
}) => {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto('/en/lessons/0-how-to-look/');
  const figure = await hydrated(page, 'one-head');
  await figure.getByRole('button', { name: /^Save & share/ }).click();
  await figure.getByRole('button', { name: 'Embed…' }).focus();
  await page.keyboard.press('Enter');
  const panel = figure.getByRole('region', { name: 'Embed this figure' });
  await panel.getByRole('checkbox', { name: 'Caption' }).uncheck();
  await panel.getByRole('radio', { name: 'Dark' }).check();
  await panel.getByRole('radio', { name: '简体中文' }).check();
  await panel.getByRole('checkbox', { name: /script/ }).check();
  const box = panel.getByRole('textbox', { name: 'HTML code' });
  // The preview has said how high it is.
  await expect(box).toHaveValue(
    /embed\/zh\/one-head\/\?show=title,controls,table,menu&amp;theme=dark"/,
  );
  await expect(box).not.toHaveValue(/height="480"/);
  await expectNothingFromAxe(page, { part: '#one-head' });
  const code = await box.inputValue();

  const { address, server } = await pageWith(`<!doctype html><title>A class</title>${code}`);
  try {
    await page.goto(address);
    const frame = page.frameLocator('iframe');
    await expect(frame.getByRole('heading', { level: 3 })).toHaveText(/一个注意力头/);
    await expect(frame.locator('.figure-caption')).toBeAttached();
    await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
    const height = Number(/height="(\d+)"/.exec(code)?.[1]);
    // The other page is wider than the preview was, and its frame follows.
    await expect(page.locator('iframe')).not.toHaveAttribute('height', String(height));
    const home = frame.getByRole('link', { name: /Vitrine/ });
    await expect(home).toHaveAttribute('href', '/zh/lessons/0-how-to-look/#one-head');
    await frame.getByRole('button', { name: '数据表' }).click();
    await expect(frame.getByRole('table')).toBeVisible();
    expect(new URL(page.frames()[1]?.url() ?? '').origin).toBe(baseURL);
    expect(complaints).toEqual([]);
  } finally {
    server.close();
  }
});

test('an embedded figure is quiet, narrow enough, and passes axe, whatever is shown', async ({
  page,
}) => {
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) wrong.push(response.url());
  });
  await page.setViewportSize({ width: 360, height: 600 });
  for (const address of [
    'en/head-views/',
    'zh/playground/?show=title',
    'en/memory/?show=&theme=dark',
  ]) {
    await page.goto(`/embed/${address}`);
    await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
    await expectNoSidewaysScroll(page);
    await expectNothingFromAxe(page);
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex');
  }
  await expect(page.locator('.figure-controls, .figure-actions button')).not.toHaveCount(0);
  for (const part of await page.locator('.figure-controls, .figure-actions button').all())
    await expect(part).toBeHidden();
  expect(wrong).toEqual([]);
});

test('a page is cited at its end, a figure in its menu; a clipboard that refuses leaves the text selected', async ({
  page,
  baseURL,
}) => {
  await page.goto('/en/lessons/0-how-to-look/');
  const cite = page.locator('details.cite');
  await cite.locator('summary').click();
  await cite.getByRole('radio', { name: 'BibTeX' }).check();
  const text = cite.getByRole('textbox', { name: 'Citation' });
  await expect(text).toHaveValue(
    /^@misc\{vitrine-0-how-to-look,\n[\s\S]*title += \{\{How to look\}\}/,
  );
  await expect(text).toHaveValue(/year += \{20\d\d\}/);

  const figure = await hydrated(page, 'one-head');
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await figure.getByRole('button', { name: /^Save & share/ }).click();
  await figure.getByRole('button', { name: 'Cite…' }).click();
  const own = figure.getByRole('textbox', { name: 'Citation' });
  await expect(own).toHaveValue(
    new RegExp(
      `“Figure 0.1: One head, one sentence.” .*${baseURL ?? ''}/en/lessons/0-how-to-look/#one-head`,
    ),
  );
  await figure.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(figure.getByRole('status').filter({ hasText: 'selected' })).toBeVisible();
  const chosen = await own.evaluate((box: HTMLTextAreaElement) =>
    box.value.slice(box.selectionStart, box.selectionEnd),
  );
  expect(chosen).toBe(await own.inputValue());
  await page.keyboard.press('Escape');
  await expect(figure.getByRole('button', { name: 'Cite…' })).toBeFocused();
});

test('the model runs in the frame of another site, on one thread, and the frame says so', async ({
  page,
  baseURL,
}) => {
  const source = `${baseURL ?? ''}/embed/en/autoregression/?backend=wasm`;
  const { address, server } = await pageWith(
    `<!doctype html><title>A class</title><iframe src="${source}" width="700" height="700"></iframe>`,
  );
  try {
    await page.goto(address);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('astro-island[ssr]')).toHaveCount(0);
    await expect(frame.getByText('computes on one thread')).toBeVisible();
    await frame.locator('[data-live]').click();
    await expect(frame.locator('[data-provenance="live"]')).toBeVisible(loaded);
  } finally {
    server.close();
  }
});

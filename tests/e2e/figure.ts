import { expect, type Locator, type Page } from '@playwright/test';

/** For what waits until the model is loaded. */
export const loaded = { timeout: 60_000 };

/** A figure of the page that is open, in view and with its island at work. */
export async function hydrated(page: Page, id: string): Promise<Locator> {
  const found = page.locator(`#${id}`);
  await found.scrollIntoViewIfNeeded();
  await expect(page.locator(`astro-island[ssr]:has(#${id})`)).toHaveCount(0);
  return found;
}

/** Opens a page whose live model runs on WASM, and gives a figure of it. */
export async function figureAt(page: Page, path: string, id: string): Promise<Locator> {
  await page.goto(`${path}?backend=wasm`);
  return hydrated(page, id);
}

/** The models page as a reader uses it. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { StandIn } from '../hub/server.ts';

export async function open(page: Page, lang = 'en'): Promise<void> {
  await page.goto(`/${lang}/models/`);
  await expect(page.locator('[data-models="ready"]')).toBeVisible();
}

/** Asks for a repository of the stand-in. */
export async function ask(page: Page, hub: StandIn, repo: string): Promise<void> {
  await page.locator('[data-field="repo"]').fill(repo);
  const endpoint = page.locator('[data-field="endpoint"]');
  if (!(await endpoint.isVisible()))
    await page.locator('details:has([data-field="endpoint"]) > summary').click();
  await endpoint.fill(hub.url);
  await page.locator('[data-start]').click();
}

export const row = (page: Page, repo: string): Locator =>
  page.locator(`[data-model="${repo}@main:int8"]`);
export const whole = (page: Page, repo: string): Locator =>
  page.locator(`[data-model="${repo}@main:int8"][data-complete="true"]`);

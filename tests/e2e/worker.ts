import type { Page } from '@playwright/test';

/** Puts code in front of the model worker's own. */
export async function beforeWorker(page: Page, code: string): Promise<void> {
  await page.route('**/_astro/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });
}

/** A browser without WebGPU; the software adapter of the tests is right, but slow. */
export const withoutWebGpu = (page: Page): Promise<void> =>
  beforeWorker(page, 'delete WorkerNavigator.prototype.gpu;');

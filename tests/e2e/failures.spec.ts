/** What a reader meets when something breaks: one clear sentence, a way out, and nothing lost. */
import { expect, test, type Page, type Worker } from '@playwright/test';
import { errorsEn } from '../../src/lib/i18n/errors.en.ts';
import { errorsZh } from '../../src/lib/i18n/errors.zh.ts';
import type { ModelErrorCode } from '../../src/lib/model/errors.ts';
import { beforeWorker, withoutWebGpu } from './worker.ts';

const WEIGHTS = '**/models/teaching/model.safetensors';
const CONFIG = '**/models/teaching/config.json';
const TEXT = 'The old king was';

async function ready(page: Page): Promise<void> {
  await expect(page.locator('[data-status="ready"]')).toBeVisible({ timeout: 80_000 });
}

/** The alert names the failure in the page's language, and the reader's text is still there. */
async function expectFailure(page: Page, code: ModelErrorCode, lang = 'en'): Promise<void> {
  const alert = page.locator(`[data-failure="${code}"]`);
  await expect(alert).toBeVisible({ timeout: 60_000 });
  const sentences: Record<string, string> = lang === 'zh' ? errorsZh : errorsEn;
  await expect(alert).toContainText(sentences[`error.${code}`] ?? '');
  await expect(alert.getByRole('button').first()).toBeVisible();
}

const modelWorker = (page: Page): Worker => {
  const worker = page.workers().find((candidate) => candidate.url().includes('/worker-'));
  if (worker === undefined) throw new Error('the model worker is not there');
  return worker;
};

test.describe('the weight file', () => {
  const faults: [string, ModelErrorCode, (bytes: Buffer) => Buffer][] = [
    ['ends too early', 'truncated', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['has one flipped bit', 'corrupt', (bytes) => flip(bytes, bytes.length - 1001)],
    [
      'is a web page',
      'not-safetensors',
      () => Buffer.from('<!doctype html><title>Sign in</title>'),
    ],
    ['claims a header of 2 GB', 'not-safetensors', (bytes) => claim(bytes, 2n ** 31n)],
    ['is empty', 'truncated', () => Buffer.alloc(0)],
  ];
  for (const [i, [what, code, spoil]] of faults.entries()) {
    const lang = i % 2 === 0 ? 'en' : 'zh';
    test(`${what}: a sentence (${lang}), the stored run, and the text kept`, async ({ page }) => {
      let spoiled = true;
      await page.route(WEIGHTS, async (route) => {
        const response = await route.fetch();
        const body = await response.body();
        await route.fulfill({ response, body: spoiled ? spoil(body) : body });
      });
      await page.goto(`/${lang}/model/?backend=wasm`);
      await expectFailure(page, code, lang);
      await page.locator('[data-prompt]').fill(TEXT);
      await expect(page.locator('[data-provenance="stored"]').first()).toBeVisible();

      spoiled = false;
      await page.locator('[data-failure]').getByRole('button').first().click();
      await ready(page);
      await expect(page.locator('[data-prompt]')).toHaveValue(TEXT);
      await expect(page.locator('#tokens [role="option"]')).toHaveText([
        '<|endoftext|>',
        'The',
        '·old',
        '·king',
        '·was',
      ]);
    });
  }

  test('is not there, or the connection breaks', async ({ page }) => {
    await page.route(WEIGHTS, (route) => route.fulfill({ status: 404 }));
    await page.goto('/en/model/?backend=wasm');
    await expectFailure(page, 'not-found');
    await page.unroute(WEIGHTS);
    await page.route(WEIGHTS, (route) => route.abort('connectionreset'));
    await page.locator('[data-failure]').getByRole('button').first().click();
    await expectFailure(page, 'network');
  });

  for (const [what, code, change] of [
    ['another width', 'wrong-shape', { n_embd: 128 }],
    ['more blocks', 'missing-tensor', { n_layer: 5 }],
    ['another architecture', 'not-gpt2', { model_type: 'llama' }],
    ['heads that do not divide the width', 'bad-config', { n_head: 7 }],
  ] as const)
    test(`does not fit config.json: ${what}`, async ({ page }) => {
      await page.route(CONFIG, async (route) => {
        const response = await route.fetch();
        const config = (await response.json()) as object;
        await route.fulfill({ response, json: { ...config, ...change } });
      });
      await page.goto('/en/model/?backend=wasm');
      await expectFailure(page, code);
    });
});

test('no WebGPU: the model runs on WASM and the page says what was not there', async ({ page }) => {
  await withoutWebGpu(page);
  await page.goto('/en/model/');
  await ready(page);
  await expect(page.locator('[data-status]')).toHaveAttribute('data-backend', 'wasm');
  await expect(page.locator('#engine')).toContainText('WebGPU');
});

test('no cross-origin isolation: one thread, and everything works', async ({ page }) => {
  await page.route('**/en/model/?backend=wasm', async (route) => {
    const response = await route.fetch();
    const headers = Object.fromEntries(
      Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin')),
    );
    await route.fulfill({ response, headers });
  });
  await page.goto('/en/model/?backend=wasm');
  await ready(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await expect(page.locator('[data-engine="threads"]')).toContainText('1');
});

test('the GPU device is lost in the middle: the text stays, the processor goes on', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await beforeWorker(
    page,
    // no subgroups: the backend that is wrong on the software adapter need not be tried first
    `Object.defineProperty(GPUAdapter.prototype, 'features', { get: () => new Set() });
     self.devices = [];
     const { requestDevice } = GPUAdapter.prototype;
     GPUAdapter.prototype.requestDevice = async function (...args) {
       const device = await requestDevice.apply(this, args);
       self.devices.push(device);
       return device;
     };`,
  );
  await page.goto('/en/model/?backend=webgpu');
  await expect(page.locator('[data-status="ready"]')).toBeVisible({ timeout: 150_000 });
  await page.locator('[data-prompt]').fill(TEXT);
  await ready(page);
  await page.locator('[data-write]').click();
  await expect(page.locator('[data-written]')).not.toBeEmpty();
  await modelWorker(page).evaluate(() => {
    for (const device of (self as unknown as { devices: { destroy(): void }[] }).devices)
      device.destroy();
  });
  await expectFailure(page, 'device-lost');
  await expect(page.locator('[data-prompt]')).toHaveValue(TEXT);
  await page.locator('[data-failure]').getByRole('button').nth(1).click(); // use the processor
  await ready(page);
  await expect(page.locator('[data-status]')).toHaveAttribute('data-backend', 'wasm');
  await expect(page.locator('[data-prompt]')).toHaveValue(TEXT);
});

for (const lang of ['en', 'zh'])
  test(`the worker is killed while it writes (${lang}): the text stays, a click restarts it`, async ({
    page,
  }) => {
    await page.goto(`/${lang}/model/?backend=wasm`);
    await ready(page);
    await page.locator('[data-prompt]').fill(TEXT);
    await ready(page);
    await page.locator('[data-write]').click();
    await modelWorker(page)
      .evaluate(() => {
        self.close();
      })
      .catch(() => undefined); // it cannot answer any more
    await expectFailure(page, 'worker-lost', lang);
    await expect(page.locator('[data-prompt]')).toHaveValue(TEXT);
    await page.locator('[data-failure]').getByRole('button').first().click();
    await ready(page);
    await expect(page.locator('[data-prompt]')).toHaveValue(TEXT);
  });

test('out of memory: a sentence, and the stored run', async ({ page }) => {
  await beforeWorker(
    page,
    `WebAssembly.Memory = class { constructor() { throw new RangeError('could not allocate memory'); } };`,
  );
  await page.goto('/zh/model/?backend=wasm');
  await expectFailure(page, 'out-of-memory', 'zh');
  await page.locator('[data-failure]').getByRole('button').last().click(); // the stored run
  await expect(page.locator('[data-provenance="stored"]').first()).toBeVisible();
});

test('a tab closed while it writes leaves the next one untouched', async ({ page, context }) => {
  await page.goto('/en/model/?backend=wasm');
  await ready(page);
  await page.locator('[data-write]').click();
  await page.close();
  const next = await context.newPage();
  await next.goto('/en/model/?backend=wasm');
  await ready(next);
});

function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

function claim(bytes: Buffer, header: bigint): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeBigUInt64LE(header);
  return copy;
}

/** The reader's own files through the models page, a full disk, and two tabs at once. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { errorsEn } from '../../src/lib/i18n/errors.en.ts';
import { siteIndex, siteModel } from '../../src/lib/model/store/manifest.ts';
import { countParameters } from '../../src/lib/model/weights/index.ts';
import { getModel } from '../../tools/model/get.ts';
import { writeKit } from '../../tools/model/kit.ts';
import { writeRandomCheckpoint } from '../../tools/model/random-checkpoint.ts';
import { tinyTokenizer, wideConfig } from '../hub/repositories.ts';
import { startHub, type StandIn } from '../hub/server.ts';
import { ask, open, row, whole } from './models-page.ts';
import { beforeWorker, withoutWebGpu } from './worker.ts';

interface Fixtures {
  readonly hub: StandIn;
  /** A folder `wide` with a checkpoint of 6.7 MB and its tokenizer. */
  readonly folder: string;
}

const test = base.extend<Fixtures>({
  hub: async ({ browserName: _ }, use) => {
    const hub = await startHub();
    await use(hub);
    await hub.close();
  },
  folder: async ({ browserName: _ }, use, info) => {
    const folder = info.outputPath('wide');
    await writeRandomCheckpoint(folder, wideConfig, 1);
    writeFileSync(join(folder, 'vocab.json'), tinyTokenizer.vocabJson);
    writeFileSync(join(folder, 'merges.txt'), tinyTokenizer.mergesTxt);
    await use(folder);
  },
});

const parameters = `${countParameters(wideConfig).toLocaleString('en')} parameters`;
const stored = (page: Page, id: string): Locator =>
  page.locator(`[data-model="${id}"][data-complete="true"]`);

const filesOf = (folder: string): [string, Buffer][] =>
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);

test('a folder is chosen, stored in the form asked for, and used', async ({ page, folder }) => {
  await withoutWebGpu(page);
  await open(page);
  await page.locator('[data-field="disk-dtype"]').selectOption('fp32');
  await page.locator('[data-choose="folder"]').setInputFiles(folder);
  const model = stored(page, 'disk/wide:fp32');
  await expect(model).toContainText(parameters);
  await expect(model).toContainText('fp32');
  await expect(model.locator('[data-size]')).toHaveText('6.65 MB');
  await expect(page.locator('[data-reading]')).toHaveCount(0);
  await model.getByRole('link', { name: /^Use it/ }).click();
  await expect(page.locator('[data-status="ready"]')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('[data-model-line]')).toContainText('wide (fp32)');
});

for (const kind of ['loose files', 'a zip'] as const)
  test(`${kind} dropped on the page become a model`, async ({ page, folder }) => {
    const files: [string, Uint8Array][] =
      kind === 'a zip'
        ? [['my wide.zip', zipSync(Object.fromEntries(filesOf(folder)))]]
        : filesOf(folder);
    await open(page);
    const given = await page.evaluateHandle(
      (all) => {
        const transfer = new DataTransfer();
        for (const [name, base64] of all) {
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
          transfer.items.add(new File([bytes], name));
        }
        return transfer;
      },
      files.map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')] as const),
    );
    await page.locator('[data-drop]').dispatchEvent('dragover', { dataTransfer: given });
    await expect(page.locator('[data-drop].over')).toBeVisible();
    await page.locator('[data-drop]').dispatchEvent('drop', { dataTransfer: given });
    const id = kind === 'a zip' ? 'disk/my wide:int8' : 'disk/my model:int8';
    await expect(stored(page, id)).toContainText(parameters);
  });

test('a class kit is taken as it is, also where the site is not asked', async ({
  page,
  folder,
}) => {
  const site = test.info().outputPath('site');
  const models = test.info().outputPath('models');
  mkdirSync(site, { recursive: true });
  writeFileSync(join(site, 'index.html'), '<!doctype html>');
  const request = { from: folder, revision: null, endpoint: null, models } as const;
  await getModel({ ...request, repo: 'class/wide', dtype: 'int4' });
  const out = test.info().outputPath('kit.zip');
  await writeKit({ site, models, only: null, out });
  await open(page);
  await page.locator('[data-choose="files"]').setInputFiles(out);
  const model = stored(page, 'class/wide:int4');
  await expect(model).toContainText(parameters);
  await expect(model).toContainText('int4');
});

test('a model that the site serves is stored with one click', async ({ page, folder }) => {
  const models = test.info().outputPath('models');
  const request = { from: folder, revision: 'main', endpoint: null, models } as const;
  const { manifest } = await getModel({ ...request, repo: 'class/wide', dtype: 'fp16' });
  // As if the site had been built after that.
  await page.context().route(/\/models\/(index\.json|class--wide)/, (route) => {
    const { pathname } = new URL(route.request().url());
    const path = join(models, pathname.slice('/models/'.length));
    return pathname.endsWith('/index.json')
      ? route.fulfill({ json: siteIndex([siteModel('class--wide-fp16', manifest)]) })
      : route.fulfill({ path });
  });
  await open(page);
  const offer = page.locator('[data-site-model="class/wide@main:fp16"]');
  await expect(offer).toContainText(parameters);
  await offer.getByRole('button', { name: /^Store it/ }).click();
  await expect(offer).toHaveCount(0);
  const model = stored(page, 'class/wide@main:fp16');
  await expect(model).toContainText('served by this site');
  await expect(model).toContainText('fp16');
});

test('reading shows how far it is, and is cancelled without a trace', async ({ page, folder }) => {
  // A disk that gives one large piece, and then nothing more.
  await beforeWorker(
    page,
    `let large = 0;
    const slice = Blob.prototype.slice;
    Blob.prototype.slice = function (from, to, type) {
      const part = slice.call(this, from, to, type);
      if (part.size > 1e6 && ++large > 1) part.arrayBuffer = () => new Promise(() => undefined);
      return part;
    };`,
  );
  await open(page);
  await page.locator('[data-choose="folder"]').setInputFiles(folder);
  const reading = page.locator('[data-reading="wide"]');
  await expect(reading.locator('progress')).toHaveAttribute('data-fetched', '4194304');
  await expect(reading).toContainText('4.19 MB of 6.65 MB');
  const listed = page.locator('[data-model="disk/wide:int8"][data-complete="false"]');
  await expect(listed).toContainText('Reading the files');
  await reading.getByRole('button', { name: 'Stop reading: wide' }).click();
  await expect(reading).toHaveCount(0);
  await expect(listed).toHaveCount(0);
  await expect(page.locator('[data-usage="0"]')).toBeVisible();
  await expect(page.locator('[data-failure]')).toHaveCount(0);
});

test('a full disk says how much is missing and what can be deleted', async ({
  page,
  context,
  hub,
  folder,
  baseURL,
}) => {
  await open(page);
  await ask(page, hub, 'tiny/wide');
  await expect(whole(page, 'tiny/wide')).toBeVisible();
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  const session = await context.newCDPSession(page);
  const quota = { origin: baseURL ?? '', quotaSize: usage + 500_000 };
  await session.send('Storage.overrideQuotaForOrigin', quota);
  await page.locator('[data-field="disk-dtype"]').selectOption('fp32');
  await page.locator('[data-choose="folder"]').setInputFiles(folder);
  const failure = page.locator('[data-failure="quota-exceeded"]');
  await expect(failure).toContainText(errorsEn['error.quota-exceeded']);
  // 6.7 MB in float32; the browser does not tell of the half megabyte that is left.
  await expect(failure).toContainText('It needs 6.7 MB, 6.7 MB more than there is room for');
  await expect(failure).toContainText('deleting the stored models would free 1.9 MB');
  await expect(failure.locator('[data-deletable] li')).toHaveText(['tiny/wide (int8): 1.87 MB']);
});

test('two tabs see the same download, which comes once', async ({ page, context, hub }) => {
  const other = await context.newPage();
  await open(page);
  await open(other);
  hub.faults.add({ on: 'cdn tiny/wide/model.safetensors', kind: 'hold', after: 2 });
  await ask(page, hub, 'tiny/wide');
  await hub.faults.held();
  for (const tab of [page, other])
    await expect(row(tab, 'tiny/wide').locator('[data-download="downloading"]')).toBeVisible();
  await ask(other, hub, 'tiny/wide');
  const bar = '[data-download="downloading"] progress';
  const here = await row(page, 'tiny/wide').locator(bar).getAttribute('data-fetched');
  await expect(row(other, 'tiny/wide').locator(bar)).toHaveAttribute('data-fetched', here ?? '');
  hub.faults.release();
  for (const tab of [page, other]) await expect(whole(tab, 'tiny/wide')).toBeVisible();
  const ranges = hub.asked.filter(({ on }) => on === 'cdn').map(({ range }) => range ?? '');
  const bytes = ranges.map((range) => {
    const [, from = '0', to = '-1'] = /(\d+)-(\d+)$/.exec(range) ?? [];
    return Number(to) + 1 - Number(from);
  });
  // The tensors, and at most twice the header: who comes second may ask what it is.
  expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThan(6_652_928 + 2 * 65_536 + 100);
});

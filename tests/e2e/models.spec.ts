/** The models page against a hub on this machine: download, pause, use, delete, files, failures. */
import { expect, test as base } from '@playwright/test';
import { expectNothingFromAxe } from './axe.ts';
import { errorsEn } from '../../src/lib/i18n/errors.en.ts';
import { errorsZh } from '../../src/lib/i18n/errors.zh.ts';
import { startHub, type StandIn } from '../hub/server.ts';
import { ask, open, row, whole } from './models-page.ts';
import { withoutWebGpu } from './worker.ts';

const test = base.extend<{ hub: StandIn }>({
  hub: async ({ browserName: _ }, use) => {
    const hub = await startHub();
    await use(hub);
    await hub.close();
  },
});

test('a model is downloaded, used on the live page with its own tokens, and deleted', async ({
  page,
  hub,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await open(page);
  await expect(page.locator('[data-model="teaching"]')).toBeVisible();
  await ask(page, hub, 'tiny/fine-tune');
  await expect(whole(page, 'tiny/fine-tune')).toContainText('int8');
  await expect(page.locator('[data-arrived]')).toContainText('tiny/fine-tune');

  await row(page, 'tiny/fine-tune')
    .getByRole('link', { name: /^Use it/ })
    .click();
  await expect(page).toHaveURL(/\/en\/model\/\?model=tiny%2Ffine-tune%40main%3Aint8/);
  await expect(page.locator('[data-status="idle"]')).toHaveCount(0); // the page is awake
  expect(complaints).toEqual([]);
  const id = encodeURIComponent('tiny/fine-tune@main:int8');
  await page.goto(`/en/model/?model=${id}&backend=wasm`); // the software GPU is right, but slow
  await expect(page.locator('[data-status="ready"]')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('[data-model-line]')).toContainText('tiny/fine-tune (int8)');
  await page.locator('[data-prompt]').fill('an on');
  // Its merges: Ġa, Ġan, on, er. `an` at the beginning is two bytes; ` on` is a space and `on`.
  await expect(page.locator('#tokens [role="option"]')).toHaveText([
    ...['<|endoftext|>', 'a', 'n', '·', 'on'],
  ]);
  await expect(page.locator('[data-status="ready"]')).toBeVisible();
  await expect(page.locator('#tokens [data-provenance="live"]')).toContainText('tiny/fine-tune');
  await expect(page.locator('#tokens [data-provenance="live"]')).toContainText('int8');
  await expect(page.locator('[data-pick="layer"] option')).toHaveCount(2);
  await expect(page.locator('[data-pick="head"] option')).toHaveCount(2);
  await page.locator('#attention [role="option"]').last().click();
  await expect(page.locator('#attention [data-weight]')).toHaveCount(5);
  await expect(page.locator('[data-engine="kept"]')).toContainText('tiny/fine-tune@');

  await page.locator('[data-model-line]').getByRole('link', { name: 'other models' }).click();
  await expect(whole(page, 'tiny/fine-tune')).toContainText('checked against itself only');
  await row(page, 'tiny/fine-tune')
    .getByRole('button', { name: /^Delete/ })
    .click();
  const keep = page.getByRole('button', { name: 'Keep it' });
  await expect(keep).toBeFocused();
  await keep.press('Enter');
  await expect(whole(page, 'tiny/fine-tune')).toBeVisible();
  await row(page, 'tiny/fine-tune')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await page.getByRole('button', { name: 'Yes, delete it' }).click();
  await expect(row(page, 'tiny/fine-tune')).toHaveCount(0);
  await expect(page.locator('[data-usage="0"]')).toBeVisible();

  await page.goto('/en/model/?model=tiny%2Ffine-tune%40main%3Aint8');
  await expect(page.locator('[data-failure="not-stored"]')).toBeVisible();
  await page
    .locator('[data-model-line]')
    .getByRole('link', { name: /teaching/ })
    .click();
  await expect(page.locator('[data-model-line]')).toContainText('teaching');
  await expect(page.locator('[data-failure]')).toHaveCount(0);
});

test('a download is paused, goes on after a reload from what is stored, and ends', async ({
  page,
  hub,
}) => {
  const hold = { on: 'cdn tiny/wide/model.safetensors', kind: 'hold', after: 2 } as const;
  hub.faults.add(hold);
  await open(page);
  await ask(page, hub, 'tiny/wide');
  await hub.faults.held();
  const download = row(page, 'tiny/wide');
  await expect(download.locator('[data-download="downloading"] progress')).toBeVisible();
  await download.getByRole('button', { name: /^Pause/ }).click();
  await expect(download.locator('[data-download="stopped"]')).toBeVisible();
  await page.reload();
  await expect(download.locator('[data-download="stopped"]')).toBeVisible();
  hub.faults.clear();
  await download.getByRole('button', { name: /^Go on/ }).click();
  await expect(whole(page, 'tiny/wide')).toBeVisible();
});

test('a download that is cancelled leaves nothing', async ({ page, hub }) => {
  hub.faults.add({ on: 'cdn tiny/wide/model.safetensors', kind: 'hold', after: 2 });
  await open(page);
  await ask(page, hub, 'tiny/wide');
  await hub.faults.held();
  await row(page, 'tiny/wide')
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await expect(row(page, 'tiny/wide')).toHaveCount(0);
  await expect(page.locator('[data-usage="0"]')).toBeVisible();
});

test('nothing is asked of any other server before the click', async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await open(page);
  await expect(page.locator('[data-before]')).toContainText('498 MB from huggingface.co');
  await page.locator('[data-field="dtype"]').selectOption('int4');
  await expect(page.locator('[data-warning]')).toBeVisible();
  await page.locator('[data-field="repo"]').fill('someone/else');
  await expect(page.locator('[data-before]')).toContainText('huggingface.co');
  expect([...new Set(asked)]).toEqual([baseURL]);
});

for (const [repo, code, found] of [
  ['tiny/gtp2', 'no-repository', null],
  ['tiny/llama', 'not-gpt2', 'llama'],
  ['tiny/gated', 'gated', null],
  ['tiny/pytorch-only', 'no-safetensors', 'PyTorch'],
] as const)
  test(`${repo}: a sentence that says what was found (${code})`, async ({ page, hub }) => {
    const lang = found === null ? 'en' : 'zh';
    await open(page, lang);
    await ask(page, hub, repo);
    const failure = page.locator(`[data-failure="${code}"]`);
    const sentences: Record<string, string> = lang === 'zh' ? errorsZh : errorsEn;
    await expect(failure).toContainText(sentences[`error.${code}`] ?? '');
    if (found !== null) await expect(failure).toContainText(found);
    await ask(page, hub, 'tiny/gpt2');
    await expect(whole(page, 'tiny/gpt2')).toBeVisible();
    await expect(failure).toHaveCount(0);
  });

test('loose files from disk become a model; a lone file is told what is missing', async ({
  page,
}) => {
  await withoutWebGpu(page);
  await open(page);
  const teaching = 'public/models/teaching';
  await page.locator('[data-choose="files"]').setInputFiles([`${teaching}/model.safetensors`]);
  await expect(page.locator('[data-failure="missing-file"]')).toContainText('Missing: config.json');
  await page
    .locator('[data-choose="files"]')
    .setInputFiles(
      ['config.json', 'merges.txt', 'vocab.json', 'model.safetensors'].map(
        (name) => `${teaching}/${name}`,
      ),
    );
  const stored = page.locator('[data-model^="disk/"][data-complete="true"]');
  await expect(stored).toContainText('5,322,496 parameters');
  await stored.getByRole('link', { name: /^Use it/ }).click();
  await expect(page.locator('[data-status="ready"]')).toBeVisible({ timeout: 60_000 });
  await page.locator('[data-prompt]').fill('The king was');
  await expect(page.locator('#tokens [role="option"]')).toHaveText([
    ...['<|endoftext|>', 'The', '·king', '·was'],
  ]);
});

test('where GPT-2 is not stored every golden fact is “not run”', async ({ page }) => {
  await open(page);
  const golden = page.locator('[data-golden="not run"]');
  await expect(golden.locator('[data-golden-check]')).toBeDisabled();
  await expect(golden.locator('[data-golden-summary]')).toContainText('nothing was run');
  const results = golden.locator('[data-result]');
  expect(await results.count()).toBeGreaterThan(20);
  await expect(golden.locator('[data-result="not run"]')).toHaveCount(await results.count());
});

for (const lang of ['en', 'zh'])
  test(`${lang}: axe finds nothing, and nothing is wider than a phone`, async ({ page, hub }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, lang);
    await ask(page, hub, 'tiny/gpt2');
    await expect(whole(page, 'tiny/gpt2')).toBeVisible();
    hub.faults.add({ on: 'cdn tiny/wide/model.safetensors', kind: 'hold', after: 2 });
    await ask(page, hub, 'tiny/wide');
    await hub.faults.held();
    await expect(page.locator('[data-download="downloading"]')).toBeVisible();
    await page.locator('[data-field="dtype"]').selectOption('int4');
    await ask(page, hub, 'tiny/llama');
    await expect(page.locator('[data-failure="not-gpt2"]')).toBeVisible();
    await whole(page, 'tiny/gpt2').getByRole('button').click();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.emulateMedia({ colorScheme: lang === 'zh' ? 'dark' : 'light' });
    await expectNothingFromAxe(page);
  });

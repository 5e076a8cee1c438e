/** Finding and reading: the search, notes of terms, contents, lists of works and changes, paper. */
import { expect, test, type Page } from '@playwright/test';
import { expectNoSidewaysScroll, expectNothingFromAxe } from './axe.ts';

const results = (page: Page) => page.locator('dialog .results a');

/** The keys are listened for once the page’s script has come; the button’s click is in the tests of states. */
async function openBy(page: Page, key: string): Promise<void> {
  const box = page.getByRole('dialog').getByRole('textbox');
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(box).toBeFocused({ timeout: 2000 });
  }).toPass();
}

async function look(page: Page, query: string): Promise<void> {
  await page.getByRole('dialog').getByRole('textbox').fill(query);
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/\d/);
}

test('Chinese words are found: terms first, then figures and sections, marked', async ({
  page,
}) => {
  await page.goto('/zh/about/');
  await openBy(page, '/');
  const dialog = page.getByRole('dialog', { name: '搜索' });
  await expect(dialog).toBeVisible();
  for (const [query, anchor] of [
    ['注意力', 'attention'],
    ['温度', 'temperature'],
    ['残差流', 'residual-stream'],
    ['字节对编码', 'bpe'],
  ] as const) {
    await look(page, query);
    await expect(results(page).first()).toHaveAttribute('href', `/zh/glossary/#${anchor}`);
    await expect(results(page).first().locator('.title mark')).toHaveText(query);
    await expect(results(page).filter({ hasText: '图' }).first()).toBeVisible();
  }
  await expect(results(page).nth(1)).toHaveAttribute('href', '/zh/lessons/2-tokens/#train-bpe');
  await expectNothingFromAxe(page, { part: 'dialog' });
  await page.setViewportSize({ width: 360, height: 700 });
  await expectNoSidewaysScroll(page);

  await page.getByRole('dialog').getByRole('textbox').fill('<img src=x onerror=alert(1)>');
  await expect(dialog.getByText('没有找到', { exact: false })).toBeVisible();
  await expect(dialog.getByRole('link', { name: '术语表' })).toHaveAttribute(
    'href',
    '/zh/glossary/',
  );
  await expectNothingFromAxe(page, { part: 'dialog' });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('English stems are found, arrows choose, Enter opens, the other language comes last', async ({
  page,
}) => {
  await page.goto('/en/lessons/0-how-to-look/');
  await openBy(page, 'Control+k');
  await look(page, 'residual streams');
  await expect(results(page).first()).toHaveAttribute('href', '/en/glossary/#residual-stream');
  await look(page, '温度');
  await expect(results(page).first()).toHaveAttribute('href', /^\/en\//);
  await expect(results(page).last()).toHaveAttribute('href', /^\/zh\//);
  await look(page, 'byte-pair');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(results(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  const address = await results(page).first().getAttribute('href');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${address ?? ''}`);
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a site without its index says so and names the ways on', async ({ page }) => {
  await page.route('**/pagefind/**', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/en/about/');
  await openBy(page, '/');
  await expect(page.getByRole('dialog').getByText('no search index')).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Glossary' })).toBeVisible();
});

test('a term shows its note to the pointer and to the keyboard, and moves nothing', async ({
  page,
}) => {
  await page.goto('/zh/lessons/2-tokens/');
  const term = page.locator('a[data-term="bpe"]');
  await expect(term).toHaveCount(1);
  const note = page.locator('#term-bpe');
  const before = await term.boundingBox();
  await term.hover();
  await expect(note).toBeVisible();
  await expect(note.getByRole('link')).toHaveAttribute('href', '/zh/glossary/#bpe');
  expect(await term.boundingBox()).toEqual(before);
  await expectNothingFromAxe(page, { part: '#term-bpe' });
  await page.keyboard.press('Escape');
  await expect(note).toBeHidden();
  await page.locator('main').focus();
  await term.focus();
  await expect(note).toBeVisible();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/zh/glossary/#bpe');
});

test('contents mark what is read; paper is light and shows answers, not controls', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/en/lessons/2-tokens/');
  const contents = page.getByRole('navigation', { name: 'On this page' });
  await contents.getByRole('link', { name: 'Four ways to cut' }).click();
  await expect(contents.locator('[aria-current]')).toHaveText('Four ways to cut');
  await contents.getByText('Figures (8)').click();
  await expect(contents.getByRole('link', { name: /^Figure 2\.8/ })).toBeVisible();

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(contents).toBeHidden();
  await expect(page.locator('.figure-actions').first()).toBeHidden();
  await expect(page.locator('.predict .answer').first()).toBeVisible();
  expect(await page.locator('html').evaluate((html) => getComputedStyle(html).colorScheme)).toBe(
    'light',
  );
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('terms are links, the glossary stands for the search, works can be had as BibTeX', async ({
    page,
    request,
  }) => {
    await page.goto('/en/lessons/2-tokens/');
    await expect(page.getByRole('link', { name: 'byte-pair encoding' }).first()).toHaveAttribute(
      'href',
      '/en/glossary/#bpe',
    );
    await expect(page.getByRole('banner').getByRole('link', { name: 'Glossary' })).toBeVisible();
    await page.goto('/en/references/#vaswani2017');
    const work = page.locator('#vaswani2017');
    await expect(work).toContainText('Attention is all you need');
    await expect(work.getByRole('link', { name: 'lesson 4' })).toHaveAttribute(
      'href',
      '/en/lessons/4-attention/#references',
    );
    expect(await (await request.get('/references.bib')).text()).toContain(
      '@inproceedings{vaswani2017,',
    );
  });
});

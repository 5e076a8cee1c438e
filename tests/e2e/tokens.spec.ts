/** The figures on tokens, in the lesson and in the lab. */
import { expect, test } from '@playwright/test';
import { hydrated } from './figure.ts';

const lab = '/en/labs/tokenizer/';

/** The figure, once its island lives. */
for (const lang of ['en', 'zh']) {
  test(`${lang}: the lesson shows its figures before any script runs`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`/${lang}/lessons/2-tokens/`);
    await expect(page.locator('#replay [data-ids]')).toContainText('8262 260 1904');
    await expect(page.locator('#playground [data-tokens]')).toHaveText('20');
    await expect(page.locator('#bytes [data-byte="32"]')).toHaveText('Ġ');
    await expect(page.locator('#four [data-method]')).toHaveCount(4);
    await expect(page.locator('#languages [data-language]')).toHaveCount(15);
    await expect(page.locator('#find [data-count]')).toHaveAttribute('data-count', '43');
    await context.close();
  });
}

test('merges are replayed, with and without the space before the word', async ({ page }) => {
  await page.goto(lab);
  const replay = await hydrated(page, 'replay');
  await replay.locator('[data-space]').uncheck();
  await expect(replay.locator('[data-ids]')).toContainText('40926 260 1904');
  await expect(replay.locator('[data-word]')).toHaveValue('chartreuse');

  await replay.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(replay.locator('li:not(.later)')).toHaveCount(1);
  await replay.locator('[data-forward]').click();
  await replay.locator('[data-forward]').click();
  await expect(replay.locator('li:not(.later)')).toHaveCount(3);
  await replay.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(replay.locator('li:not(.later)')).toHaveCount(2);
  await replay.locator('[data-play]').click();
  await expect(replay.locator('li.later')).toHaveCount(0);

  await replay.locator('[data-word]').fill('');
  await expect(replay).toContainText('Nothing to merge');
});

test('characters, tokens, bytes and ids point at each other', async ({ page }) => {
  await page.goto(lab);
  const play = await hydrated(page, 'playground');
  await play.locator('[data-text]').fill('中');
  await expect(play.locator('[data-tokens]')).toHaveText('1');
  await play.locator('[data-text]').fill('说');
  await expect(play.locator('[data-tokens]')).toHaveText('2');

  // The last of three bytes belongs to the second of two tokens, and to the one character.
  await play.locator('.byte').nth(2).hover();
  await expect(play.locator('.token.lit')).toHaveText('2/2');
  await expect(play.locator('.id.lit')).toHaveText('112');
  await expect(play.locator('.character.lit')).toHaveText('说');
  await expect(play.locator('[data-said]')).toContainText('112');

  await page.mouse.move(0, 0);
  await play.locator('[data-reading]').focus();
  await page.keyboard.press('ArrowRight');
  await expect(play.locator('.token.lit')).toHaveText('1/2');
  await page.keyboard.press('ArrowDown');
  await expect(play.locator('.byte.lit')).toHaveText('E8');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(play.locator('.byte.lit')).toHaveText(['E8', 'AF', 'B4']);
});

test('typed <|endoftext|> is plain text until it is allowed', async ({ page }) => {
  await page.goto(lab);
  const play = await hydrated(page, 'playground');
  await play.locator('[data-text]').fill('<|endoftext|>');
  await expect(play.locator('[data-tokens]')).toHaveText('7');
  await play.locator('[data-special]').check();
  await expect(play.locator('[data-tokens]')).toHaveText('1');
  await expect(play.locator('.id')).toHaveText('50256');
});

test('nothing, spaces and half a character have a picture or a sentence', async ({ page }) => {
  await page.goto(lab);
  const play = await hydrated(page, 'playground');
  const box = play.locator('[data-text]');
  await box.fill('');
  await expect(play).toContainText('No text, no tokens');
  await box.fill('    ');
  await expect(play.locator('[data-tokens]')).toHaveText('4');
  await box.evaluate((element: HTMLTextAreaElement) => {
    element.value = 'a\ud83d';
    element.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await expect(play.locator('.byte')).toHaveText(['61', 'EF', 'BF', 'BD']);
});

test('a link holds the text; a broken link does no harm', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(lab);
  const play = await hydrated(page, 'playground');
  await play.locator('[data-text]').fill('a & b #中😉');
  await play.locator('[data-share]').click();
  await expect(page).toHaveURL(/#v2\?at=playground&playground\.t=/);
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await expect((await hydrated(page, 'playground')).locator('[data-text]')).toHaveValue(
    'a & b #中😉',
  );

  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto('about:blank');
  await page.goto(`${lab}#text1?t=%E0%A4%A&s=<script>`);
  const broken = await hydrated(page, 'playground');
  await broken.locator('[data-text]').fill('fine');
  await expect(broken.locator('[data-tokens]')).toHaveText('1');
  expect(errors).toEqual([]);
});

test('a text of a million characters is held beside the box and shown line by line', async ({
  page,
}) => {
  await page.goto(lab);
  const play = await hydrated(page, 'playground');
  await play.locator('[data-text]').evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(
      'text/plain',
      'Once upon a time, 从前 😉.\n'.repeat(44_000).slice(0, 2 ** 20),
    );
    const options = { clipboardData, bubbles: true, cancelable: true };
    element.dispatchEvent(new ClipboardEvent('paste', options));
  });
  await expect(play.locator('[data-held]')).toContainText('characters', { timeout: 60_000 });
  await expect(play.locator('[data-tokens]')).toHaveText(/^\d{3},\d{3}$/, { timeout: 60_000 });
  await expect(play.locator('[data-text]')).toHaveValue('');
  expect(await play.locator('[data-reading] *').count()).toBeLessThan(2000);

  await play.locator('[data-reading]').focus();
  await page.keyboard.press('ArrowRight');
  await expect(play.locator('[data-said]')).toContainText('token 1 of');
  await page.keyboard.press('End');
  await expect(play.locator('[data-said]')).toContainText(/token (\d+) of \1,/);
  await play.locator('.list').evaluate((list) => list.scrollTo(0, list.scrollHeight / 2));
  await expect(play.locator('[data-group]').first()).toBeVisible();
  await play.locator('[data-held] button').click();
  await expect(play).toContainText('No text, no tokens');
});

test('tokens are found by text, by id, by length and by script', async ({ page }) => {
  await page.goto(lab);
  const find = await hydrated(page, 'find');
  await find.locator('[data-mode]').selectOption('text');
  await find.locator('[data-query]').fill(' SolidGoldMagikarp');
  await expect(find.locator('[data-count]')).toHaveAttribute('data-count', '1');
  await expect(find.locator('[data-found]')).toContainText('43453');
  await find.locator('[data-mode]').selectOption('id');
  await find.locator('[data-query]').fill('not a number');
  await expect(find.locator('[data-count]')).toHaveAttribute('data-count', '0');
  await find.locator('[data-mode]').selectOption('longest');
  await expect(find.locator('[data-count]')).toHaveAttribute('data-count', '50257');
  await expect(find.locator('[data-found] .row .id').first()).toHaveText('35496');
  expect(await find.locator('[data-found] .id').count()).toBeLessThan(40);
  await find.locator('[data-mode]').selectOption('han');
  await expect(find.locator('[data-count]')).toHaveAttribute('data-count', '43');
});

test('WordPiece, pieces and languages answer to the reader', async ({ page }) => {
  await page.goto('/en/lessons/2-tokens/');
  const four = await hydrated(page, 'four');
  await four.locator('[data-text]').fill('unaffable 😉');
  await expect(four.locator('[data-method="wordpiece"] .lost')).toHaveText('[UNK]');

  const languages = await hydrated(page, 'languages');
  await languages.locator('[data-language="ta"]').click();
  await expect(languages.locator('[data-article]')).toHaveAttribute('lang', 'ta');
  await expect(languages.locator('[data-said]')).toBeVisible();
  await languages.locator('[data-price]').fill('2');
  await expect(languages.locator('[data-cost]')).toContainText('1328.00');
  await languages.locator('[data-metric="character"]').click();
  await expect(languages.locator('[data-language]').first()).toHaveAttribute('data-language', 'en');

  const pre = await hydrated(page, 'pretokens');
  await pre.locator('textarea').fill("it's 2");
  await expect(pre.locator('[data-pieces] [data-by]')).toHaveText(['it', "'s", '·2']);
});

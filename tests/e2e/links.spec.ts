/** Links that hold a state: any string gives a page, and a state comes back on another machine. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { hydrated, loaded } from './figure.ts';

const SCRIPT = '<img src=x onerror=alert(1)><script>alert(2)</script>';
const NASTY = [
  ...[
    '#v2?',
    '#v2z.',
    '#v2z.AAAA',
    '#v2?%',
    '#v2?p=%E0%A4%A&l=%',
    '#v9?p=a',
    '#heads9?',
    '#v2?at=',
  ],
  ...['#v2?at=nowhere&nowhere.x=1', `#v2?at=${encodeURIComponent(SCRIPT)}`, '#v2?at=content'],
  ...['#v2?p=&l=-1&h=1e9&s=beam&t=NaN&k=2.5&n=0&r=-7&q=99999&y=99999', '#v2?l=999&h=999&q=4&y=9'],
  ...['#v1?p=%00%01&t=1e400', '#v1?l=999&h=999', '#v1?%', '#heads1?p=a&o=boo', '#heads1?p=&o=0.0'],
  ...['#v2?p=a&o=999.999&i=9.9_9.9_8.8&s=self&q=5&k=7', '#v2?s=__proto__&m=constructor&o=1.1'],
  ...['#text1?t=%E0%A4%A&s=<script>', '#text1?', '#decoding1?p=a&c=%7B%22d%22', '#decoding1?c=[]'],
  '#v2?c=[{"d":{"topK":"1e999","numBeams":"-3"},"t":[9,9,[0,0,1]]}]&s=x&n=-4&p=a',
  '#v2?c=[{"d":{"__proto__":"a"}},null,7,"x",{"d":{}},{"d":{}},{"d":{}},{"d":{}}]',
  '#v2?causal-lab.e=blocks.999.attn.hook_z:999%3Dzero,blocks.0.hook_mlp_out%3Dscale/1e300',
  '#v2?causal-lab.e=blocks.0.hook_mlp_out%3Dzero,blocks.0.hook_mlp_out%3Dmean',
  `#v2?p=${encodeURIComponent(SCRIPT)}&b=${encodeURIComponent(SCRIPT)}&o=0.0`,
  '#v2?head-atlas.o=99.99&head-atlas.i=0.0_0.0&head-atlas.g=mean&head-atlas.c=log',
  '#v2?by-numbers.s=softmax&by-numbers.h=999&by-numbers.q=999&by-numbers.l=999&by-numbers.k=999',
  '#v2?two-matrices.p=&two-matrices.r=4294967295&teacher-forcing.x=1',
  '#v2?two-matrices.p=constructor+__proto__+toString&masks.m=bert&masks.w=99',
  '#v2?sinusoids.d=8&sinusoids.i=127&sinusoids.p=127&rotation.k=6300&learned-positions.p=255',
  '#v2?bag-of-words.p=a+a+a&bag-of-words.o=0_0_0&position-experiments.b=99999',
  '#v2?playground.t=%F0%9F%98%89%00%EF%BF%BF&playground.s=1&replay.p=&four.p=&replay.w=99',
  `#v2?playground.t=${encodeURIComponent(SCRIPT)}&neighbours.p=${encodeURIComponent(SCRIPT)}`,
  `#v2?${Array.from({ length: 500 }, (_, i) => `f${String(i)}.a=1`).join('&')}`,
  `#v2?p=${'%F0%9F'.repeat(3000)}`,
  '#javascript:alert(3)',
];

const PAGES = [
  ['model', '[data-prompt]'],
  ['labs/attention', '#head-atlas textarea'],
  ['labs/decoding', '#decoding-lab [data-prompt]'],
  ['labs/tokenizer', '#playground [data-text]'],
  ['labs/positions', '#sinusoids button, #sinusoids select, #sinusoids input'],
  ['lessons/4-attention', '#two-matrices input[type=text]'],
] as const;

/** What must never happen, whatever a link says. */
function watched(page: Page): string[] {
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('dialog', (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return wrong;
}

for (const [path, control] of PAGES)
  test(`${path}: any string as a link gives a page that works`, async ({ page }) => {
    const wrong = watched(page);
    for (const first of [NASTY[11], NASTY[24]]) {
      await page.goto('about:blank');
      await page.goto(`/en/${path}/?backend=wasm${first ?? ''}`);
      await expect(page.locator('[data-copy-link]')).toBeEnabled(loaded);
    }
    const box = page.locator(control).first();
    await box.scrollIntoViewIfNeeded();
    const said = await page.evaluate(async (hashes) => {
      const drawn = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
      let notices = 0;
      for (const hash of hashes) {
        location.hash = hash;
        for (let i = 0; i < 4; i++) await drawn();
        if (document.querySelector('[data-link-notice]')) notices++;
      }
      return notices;
    }, NASTY);
    expect(said).toBeGreaterThan(10);
    await expect(page.locator('h1')).toBeVisible();
    await expect(box).toBeEnabled();
    if (path !== 'labs/positions') {
      await box.fill('fine');
      await expect(box).toHaveValue('fine');
    }
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
    await expect(page.locator('script', { hasText: 'alert(' })).toHaveCount(0);
    expect(wrong).toEqual([]);
  });

test('a lesson remembers its figures: in the address, in the other language, elsewhere; no server is told', async ({
  page,
  browser,
  baseURL,
}) => {
  const secret = 'zebras-play-chess';
  const sent: string[] = [];
  page.context().on('request', (request) => {
    const headers = Object.values(request.headers()).join(' ');
    sent.push(`${request.url()} ${headers} ${request.postData() ?? ''}`);
  });
  await page.goto('/en/lessons/4-attention/?model=nobody/nothing@fp32&theme=dark');
  await expect(page.locator('[data-missing-model]')).toContainText('not on this device', loaded);
  const figure = await hydrated(page, 'two-matrices');
  await figure.locator('input[type=text]').first().fill(`${secret} 棋 chess`);
  await expect(page).toHaveURL(/\?model=nobody.*#v2\?at=two-matrices&two-matrices\.p=zebras/);
  const steps = await page.evaluate(() => history.length);

  await page.locator('[data-language-switch]').click();
  await expect(page).toHaveURL(
    /\/zh\/lessons\/4-attention\/\?model=nobody.*two-matrices\.p=zebras/,
  );
  const zh = await hydrated(page, 'two-matrices');
  await expect(zh.locator('input[type=text]').first()).toHaveValue(`${secret} 棋 chess`);
  expect(await page.evaluate(() => history.length)).toBe(steps + 1);
  await page.goBack();
  await expect(page).toHaveURL(/\/en\/lessons\/4-attention\/.*two-matrices\.p=zebras/);
  await expect((await hydrated(page, 'two-matrices')).locator('input').first()).toHaveValue(
    `${secret} 棋 chess`,
  );

  const elsewhere = await browser.newContext({ ...(baseURL ? { baseURL } : {}) });
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect((await hydrated(other, 'two-matrices')).locator('input').first()).toHaveValue(
    `${secret} 棋 chess`,
  );
  // The link's theme is for the visit: the reader has chosen nothing.
  expect(await other.evaluate(() => localStorage.getItem('vitrine-theme'))).toBeNull();
  await elsewhere.close();
  expect(sent.filter((request) => request.includes('zebras'))).toEqual([]);
});

test('a run is kept as a file, and opens where the model is not there', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/en/model/?backend=wasm#v2?p=Two+little+mice+went&l=2&h=3&t=0.5&k=0');
  await expect(page.locator('[data-status="ready"]')).toBeVisible(loaded);
  await expect(page.locator('#tokens [role="option"]')).not.toHaveCount(10);
  const tokens = await page.locator('#tokens [role="option"]').allInnerTexts();
  const bars = await page.locator('[data-bars] button').allInnerTexts();
  const saving = page.waitForEvent('download');
  await page.locator('[data-save-run]').click();
  const file = await (await saving).path();
  expect((await saving).suggestedFilename()).toBe('model-Two-little-mice-went.vitrine.json');

  const elsewhere = await browser.newContext({ ...(baseURL ? { baseURL } : {}) });
  const other = await elsewhere.newPage();
  const wrong = watched(other);
  await other.route('**/models/teaching/**', (route) => route.abort());
  await other.goto('/zh/model/?backend=wasm');
  const open = other.locator('[data-open-run]');
  await expect(open).toBeEnabled(loaded);
  for (const [text, code] of [
    ['{"a":', 'not-json'],
    ['{"a":1}', 'foreign'],
    ['{"format":"vitrine-run","version":9}', 'newer'],
    ['{"format":"vitrine-run","version":1}', 'damaged'],
  ] as const) {
    const buffer = Buffer.from(text);
    await open.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer });
    await expect(other.locator(`[data-run-problem="${code}"]`)).toBeVisible();
  }
  await open.setInputFiles({
    name: 'mice.vitrine.json',
    mimeType: 'application/json',
    buffer: await readFile(file),
  });
  await expect(other.locator('[data-run-file]')).toContainText('mice.vitrine.json');
  await expect(other.locator('[data-prompt]')).toHaveValue('Two little mice went');
  await expect(other.locator('#tokens [role="option"]')).toHaveText(tokens);
  expect(await other.locator('[data-bars] button').allInnerTexts()).toEqual(bars);
  await expect(other.locator('[data-provenance="file"]').first()).toBeVisible();
  expect(wrong).toEqual([]);
  await elsewhere.close();
});

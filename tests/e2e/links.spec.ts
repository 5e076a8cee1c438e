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
  '#v2?why-sqrt.d=3&many-heads.w=self_self&many-heads.h=5&dot-additive.x=99&cross-attention.s=8',
  '#v2?head-views.v=constructor&head-views.f=9_9_9_9&cache-race.n=17&cost-fit.n=99999&cache-animation.i=99',
  '#v2?find.m=id&find.t=1e9&languages.c=xx&bytes.b=256&pretokens.o=__proto__&train-bpe.t=&train-bpe.n=9999',
  '#v2?three-wishes.n=17&rope-alibi.k=63&rope-alibi.q=0&ablation-sweep.m=x&patching.w=__proto__',
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
  // The address is there before the page is.
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
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

/** Pages, what a link sets on them, where it is seen (`= value` of a control), and one thing more to set. */
const SET: readonly (readonly [
  path: string,
  link: Readonly<Record<string, string>>,
  seen: readonly string[],
  more: readonly [control: string, value: string, address: RegExp],
])[] = [
  [
    'lessons/2-tokens',
    {
      'train-bpe': 't=aaabdaaabac&r=bytes&i=smallest&m=99&o=0&n=2',
      bytes: 't=AB&b=66',
      pretokens: 't=it%27s+2&o=numbers',
      languages: 'm=byte&c=en&x=2.5',
      find: 'm=text&t=+chart',
    },
    [
      '#train-bpe [data-at="2"]',
      '#train-bpe textarea = aaabdaaabac',
      '#bytes textarea = AB',
      '#bytes [data-byte="66"][aria-selected=true]',
      '#pretokens button.numbers[aria-pressed=true]',
      '#languages [data-metric=byte][aria-pressed=true]',
      '#languages [data-language=en][aria-pressed=true]',
      '#languages [data-price] = 2.5',
      '#find [data-query] =  chart',
      '#find [data-found] .text:has-text("chart") >> nth=0',
    ],
    ['#find [data-query]', 'zebra', /find\.m=text&find\.t=zebra/],
  ],
  [
    'lessons/3-positions',
    {
      'embedding-map': 's=directions&c=length&a=1&p=',
      'bag-in-model': 's=1',
      'three-wishes': 'n=16&d=8',
      'rope-alibi': 'r=5&h=2&q=30&k=7',
    },
    [
      '#embedding-map select >> nth=0 = directions',
      '#embedding-map select >> nth=2 = length',
      '#bag-in-model fieldset label >> nth=1 >> input:checked',
      '#three-wishes select >> nth=1 = 8',
      '#rope-alibi select = 2',
      '#rope-alibi [role=slider].second[aria-valuenow="30"]',
      '#rope-alibi [role=slider].first[aria-valuenow="7"]',
    ],
    ['#three-wishes select >> nth=0', '64', /three-wishes\.n=64&three-wishes\.d=8/],
  ],
  [
    'lessons/4-attention',
    {
      'why-sqrt': 'd=512&k=32&n=200&r=1',
      'many-heads': 'h=4&w=self_previous&r=1',
      'dot-additive': 'x=1.5&d=64&n=64&r=3',
      'teacher-forcing': 'i=7',
      'cross-attention': 'o=reversed&s=5&x=6',
      'head-atlas': 'o=2.5&r=score&l=0.3',
      'head-views': 'v=value',
      'not-explanation': 't=3&h=2.1',
      'cache-animation': 'c=0&i=6',
      'cache-race': 'p=Two+mice&n=32',
      'cost-fit': 'n=128',
    },
    [
      '#why-sqrt [data-d="512"]',
      '#many-heads [data-h="4"]',
      '#dot-additive input[type=range] = 1.5',
      '#teacher-forcing input[type=range] = 7',
      '#cross-attention input[type=range] >> nth=0 = 5',
      '#cross-attention input[type=range] >> nth=1 = 6',
      '#head-atlas [data-pick=order] = score',
      '#head-views [data-head="2.5"]',
      '#head-views [data-pick=what] = value',
      '#not-explanation .token[aria-pressed=true] >> nth=0',
      '#cache-animation input[type=range] = 6',
      '#cache-race input[type=text] = Two mice',
      '#cache-race input[type=range] = 32',
      '#cost-fit input[type=range] = 128',
    ],
    [
      '#cache-race input[type=text]',
      'Three 老鼠',
      /cache-race\.p=Three\+%E8%80%81.*cache-race\.n=32/,
    ],
  ],
  [
    'lessons/5-block',
    {
      norms: 'm=batch&p=1&l=3_5_0',
      'norm-depth': 'n=30&r=7',
      activations: 's=slopes&l=3&x=-2.5',
      'where-work': 'm=large&w=write&t=512',
    },
    [
      '#norms input[type=checkbox]:checked',
      '#norms input[type=range] >> nth=0 = 5',
      '#norm-depth input[type=range] = 30',
      '#norm-depth input[type=number] = 7',
      '#activations [data-show] = slopes',
      '#activations [data-layer] = 3',
      '#activations input[type=range] = -2.5',
      '#where-work [data-model] = large',
      '#where-work input[aria-valuetext="512"]',
    ],
    ['#norms input[type=range] >> nth=1', '2', /norms\.l=3_5_2/],
  ],
  [
    'lessons/6-decoding',
    {
      underflow: 'i=5',
      scoring: 'w=64&s=16&i=4',
      'beam-toy': 'b=2&e=ln&s=1&g=1',
      'flat-peaked': 'k=40&n=0.5&b=p',
      contrastive: 'a=0.35&k=3',
      'warper-order': 'o=topK:5_-topP:0.8_minP:0.1_typicalP:0.8_temperature:1.5',
    },
    [
      '#underflow input[type=range] = 5',
      '#scoring input[type=range] >> nth=0 = 64',
      '#scoring input[type=range] >> nth=1 = 16',
      '#scoring [data-index="4"][aria-selected=true]',
      '#beam-toy input[value=ln]:checked',
      '#flat-peaked input[value=p]:checked',
      '#contrastive input[type=range] >> nth=0 = 0.35',
      '#contrastive input[type=range] >> nth=1 = 3',
      '#warper-order li input[type=range] >> nth=0 = 5',
      '#warper-order li.off input[type=range] = 0.8',
    ],
    ['#contrastive input[type=range] >> nth=1', '5', /contrastive\.a=0\.35&contrastive\.k=5/],
  ],
];

test('figures show what a link sets, start no model for it, and keep what is set next', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const wrong = watched(page);
  for (const [path, link, seen, [control, value, address]] of SET) {
    const parts = Object.entries(link).flatMap(([id, part]) =>
      part.split('&').map((each) => `${id}.${each}`),
    );
    await page.goto(`/en/${path}/?backend=wasm#v2?${parts.join('&')}`);
    for (const id of Object.keys(link)) await hydrated(page, id);
    for (const each of seen) {
      const [selector = '', shown] = each.split(' = ');
      const found = page.locator(selector);
      if (shown === undefined) await expect(found).not.toHaveCount(0);
      else await expect(found).toHaveValue(shown);
    }
    const box = page.locator(control);
    if ((await box.evaluate(({ tagName }) => tagName)) === 'SELECT') await box.selectOption(value);
    else await box.fill(value);
    await expect(page).toHaveURL(address);
    await expect(page.locator('[data-link-notice]')).toHaveCount(0);
  }
  expect(wrong).toEqual([]);
  expect(asked.filter((url) => url.includes('zebra') || /weights|\.safetensors/.test(url))).toEqual(
    [],
  );
});

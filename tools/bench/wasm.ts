/** GPT-2 small on WebAssembly: our engine, onnxruntime-web alone, transformers.js. */
import { availableParallelism } from 'node:os';
import type { Browser, Page } from 'playwright';
import { call, launch, openPage, type Served } from './browser.ts';
import { race, text } from './decoding.ts';
import { loadingMemory } from './memory.ts';
import { ensureModel, ensurePeer, gpt2Bytes } from './models.ts';
import {
  atLeast,
  atMost,
  compare,
  counted,
  median,
  reported,
  unmeasured,
  type Row,
} from './rows.ts';

export async function benchWasm(served: Served): Promise<Row[]> {
  await ensureModel('gpt2-small');
  ensurePeer();
  const browser = await launch();
  try {
    const { rows, threads } = await benchThreads(browser, served);
    const page = await openPage(browser, served.url);
    const options = { backend: 'wasm', threads } as const;
    const names = ['ours', 'bare', 'transformers.js', 'transformers.js q8'] as const;
    for (const name of names) await call(page, 'open', name, 'gpt2-small', options);
    for (const { context, bare, peer, ...race } of RACES)
      rows.push(...(await benchDecoding(page, names, { context, ...race }, bare, peer)));
    rows.push(...(await benchCache(page)), ...(await benchCapture(page)));
    await page.close();
    rows.push(await benchMemory(served, threads));
    return rows;
  } finally {
    await browser.close();
  }
}

const RACES = [
  { context: 40, newTokens: 16, rounds: 5, bare: 1, peer: 1.1 },
  { context: 600, newTokens: 12, rounds: 4, bare: 1.35, peer: 1.5 },
] as const;

/** 1, 2, 4, … threads, as many as there are cores; each in a page of its own. */
async function benchThreads(
  browser: Browser,
  { url }: Served,
): Promise<{ rows: Row[]; threads: number }> {
  const cores = availableParallelism();
  const counts = [1, 2, 4, 8].filter((count) => count === 1 || count <= cores);
  const times = new Map<number, number>();
  for (const threads of counts) {
    const page = await openPage(browser, url);
    await call(page, 'open', 'ours', 'gpt2-small', { backend: 'wasm', threads });
    const found = await race(page, ['ours'], { context: 40, newTokens: 12, rounds: 2 });
    times.set(threads, median(found.get('ours') ?? []));
    await page.close();
  }
  const [best = [1, NaN]] = [...times].toSorted(([, a], [, b]) => a - b);
  const rows = [...times].map(([threads, ms]) =>
    reported(
      `decoding, context 40, threads: ${String(threads)} (median)`,
      'ms',
      ms,
      threads === best[0] ? 'the fastest: taken below' : '',
    ),
  );
  return { rows, threads: best[0] };
}

async function benchDecoding(
  page: Page,
  names: Parameters<typeof race>[1],
  options: Parameters<typeof race>[2],
  bare: number,
  peer: number,
): Promise<Row[]> {
  const times = await race(page, names, options);
  const of = (name: (typeof names)[number]): readonly number[] => times.get(name) ?? [];
  const at = `decoding, context ${String(options.context)}, against`;
  return [
    ...compare(`${at} onnxruntime-web alone`, of('ours'), of('bare'), 'speed', atLeast(bare)),
    ...compare(
      `${at} transformers.js fp32`,
      of('ours'),
      of('transformers.js'),
      'speed',
      atLeast(peer),
    ),
    ...compare(`${at} transformers.js q8`, of('ours'), of('transformers.js q8'), 'speed', null),
  ];
}

/** A token with the KV cache, and the same token by reading the whole text again. */
async function benchCache(page: Page): Promise<Row[]> {
  const context = 200;
  const cached: number[] = [];
  const recomputed: number[] = [];
  await call(page, 'run', text(context), false);
  for (let round = 0; round < 4; round++) {
    const options = { context, newTokens: 8, rounds: 1 };
    cached.push(...((await race(page, ['ours'], options)).get('ours') ?? []));
    for (let i = 0; i < 2; i++) recomputed.push(await call(page, 'run', text(context), false));
  }
  const name = 'a token at 200 with the KV cache, against reading all again';
  return compare(name, cached, recomputed, 'speed', atLeast(10));
}

async function benchCapture(page: Page): Promise<Row[]> {
  const prompt = text(128);
  const plain: number[] = [];
  const captured: number[] = [];
  for (let round = 0; round <= 8; round++) {
    const [a, b] = [await call(page, 'run', prompt, true), await call(page, 'run', prompt, false)];
    if (round === 0) continue;
    captured.push(a);
    plain.push(b);
  }
  const name = '128 tokens with all patterns and residuals, against without';
  return compare(name, captured, plain, 'cost', atMost(1.1));
}

async function benchMemory(served: Served, threads: number): Promise<Row> {
  const name = 'peak memory while loading, in sizes of the fp32 weights';
  const memory = await loadingMemory(served, 'gpt2-small', threads);
  if (memory === null) return unmeasured(name, 'the system does not tell');
  const row = counted(name, 'MB', memory.peak / gpt2Bytes, atMost(2.2));
  return { ...row, ours: memory.peak / 1e6, peer: gpt2Bytes / 1e6 };
}

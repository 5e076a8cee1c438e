/** The live page of the built site, opened by a browser that has never seen it, to its first prediction. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { launch, SOFTWARE_GPU } from './browser.ts';
import { atMost, judge, median, reported, type Row, type Target } from './rows.ts';

const ROUNDS = 5;
const PORT = 4337;
const root = join(import.meta.dirname, '../..');

interface Cold {
  /** From the start of the navigation to live probabilities on screen, in ms. */
  readonly ms: number;
  /** Until the page's own files were here, in ms; what its worker loads is not in it. */
  readonly loaded: number;
}

/**
 * Cold starts from the project's own server on this machine: on WebAssembly, and where there is a GPU
 * and no backend is asked for: WebAssembly answers first there, and the GPU takes over when its shaders
 * are compiled and its numbers checked.
 */
export async function benchCold(): Promise<Row[]> {
  const server = await startSite();
  const base = `http://localhost:${String(PORT)}/`;
  try {
    return [
      ...(await backend('wasm', [], `${base}en/model/?backend=wasm`, atMost(1500))),
      ...(await backend('with a GPU', SOFTWARE_GPU, `${base}en/model/`, atMost(2500))),
      ...(await takeover(`${base}en/model/`)),
    ];
  } finally {
    server.kill();
  }
}

async function backend(
  name: string,
  flags: readonly string[],
  url: string,
  target: Target,
): Promise<Row[]> {
  const browser = await launch(flags);
  try {
    const starts: Cold[] = [];
    for (let round = 0; round < ROUNDS; round++) starts.push(await coldStart(browser, url));
    const times = starts.map(({ ms }) => ms);
    const loaded = starts.map((start) => start.loaded);
    const line = (statistic: string, ms: number): Row => ({
      name: `cold start to the first prediction, ${name} (${statistic})`,
      ...{ unit: 'ms', ours: ms, peer: null, measured: ms },
      ...judge(ms, target),
    });
    return [
      line('min', Math.min(...times)),
      line('median', median(times)),
      reported(`of it until the page's files were there, ${name} (median)`, 'ms', median(loaded)),
    ];
  } finally {
    await browser.close();
  }
}

/** Until the first prediction of the GPU itself: of a software GPU here, whose shaders take seconds each. */
async function takeover(url: string): Promise<Row[]> {
  const browser = await launch(SOFTWARE_GPU);
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const onGpu = '[data-status="ready"][data-backend="webgpu"]';
    await page.waitForSelector(onGpu, { state: 'attached', timeout: 240_000 });
    const ms = await page.evaluate(() => performance.now());
    const adapter = await page.textContent('[data-engine="adapter"]');
    return [reported(`until the GPU has taken over (${adapter?.trim() ?? 'no name'})`, 'ms', ms)];
  } finally {
    await browser.close();
  }
}

/** A profile's first window is drawn for about a second, on the cores that the page needs: not its cost. */
const WINDOW_AT_REST = 1500;

/** One visit by a new browser profile. */
async function coldStart(browser: Browser, url: string): Promise<Cold> {
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.waitForTimeout(WINDOW_AT_REST);
    await page.goto(url);
    const live = '#next [data-provenance="live"]';
    await page.waitForSelector(live, { state: 'attached', timeout: 120_000 });
    return await page.evaluate(() => {
      const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return {
        ms: performance.now(),
        loaded: Math.max(...files.map(({ responseEnd }) => responseEnd)),
      };
    });
  } finally {
    await context.close();
  }
}

/** `npm start` builds where it must, then prints the address. */
async function startSite(): Promise<{ kill: () => void }> {
  const child = spawn(process.execPath, ['tools/serve/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(PORT) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      if (text.toString().includes(String(PORT))) resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`the site's server ended with ${String(code)}`));
    });
  });
  return { kill: () => child.kill() };
}

/**
 * How many threads the WASM build is fastest with, here and now. More are not always better: on two
 * busy cores, two threads can take three times as long as one, because they wait for each other by
 * spinning. So it is tried: each number in a worker of its own (it cannot be changed in one), on a
 * few matrix products as in decoding. What was found is remembered for a week.
 */
import { usableThreads } from './browser.ts';
import type { ThreadsAnswer } from './threads.worker.ts';

/** A measurement that takes longer than this lost, ms. */
const PATIENCE = 3000;
const WEEK = 7 * 24 * 3600 * 1000;

/** From 1 to 4; 1 in pages that are not cross-origin isolated. Never rejects. */
export async function fastestThreads(): Promise<number> {
  const most = usableThreads();
  const counts = [...new Set([1, Math.min(2, most), most])];
  if (counts.length === 1) return 1;
  const key = await memoryKey(most);
  const known = await recall(key);
  if (known !== null && counts.includes(known)) return known;
  const times: [number, number][] = [];
  // one after the other: together they would slow each other down
  for (const count of counts) times.push([count, await measure(count)]);
  const [[fastest, ms] = [most, Infinity]] = times.toSorted(([, a], [, b]) => a - b);
  if (ms === Infinity) return most; // nothing could be measured
  await remember(key, fastest);
  return fastest;
}

/** Milliseconds with so many threads; Infinity where they cannot be had. */
async function measure(count: number): Promise<number> {
  let worker: Worker | null = null;
  try {
    const started = new Worker(new URL('./threads.worker.ts', import.meta.url), { type: 'module' });
    worker = started;
    return await new Promise<number>((resolve) => {
      setTimeout(resolve, PATIENCE, Infinity);
      started.addEventListener('message', ({ data }: MessageEvent<ThreadsAnswer>) => {
        resolve(data.ms);
      });
      started.addEventListener('error', () => {
        resolve(Infinity);
      });
      started.postMessage(count);
    });
  } catch {
    return Infinity;
  } finally {
    worker?.terminate();
  }
}

const CACHE = 'vitrine-threads';

/** The address under which the answer for this machine, this page and this version is kept. */
async function memoryKey(cores: number): Promise<string> {
  const { env } = await import('onnxruntime-web/wasm');
  return `${self.location.origin}/threads/${env.versions.web ?? ''}/${String(cores)}`;
}

async function recall(key: string): Promise<number | null> {
  try {
    const answer = await (await (await caches.open(CACHE)).match(key))?.json();
    const { threads, at } = (answer ?? {}) as { threads?: unknown; at?: unknown };
    const fresh = typeof at === 'number' && Date.now() - at < WEEK;
    return typeof threads === 'number' && fresh ? threads : null;
  } catch {
    return null; // no storage here: measured again next time
  }
}

async function remember(key: string, threads: number): Promise<void> {
  try {
    await (await caches.open(CACHE)).put(key, Response.json({ threads, at: Date.now() }));
  } catch {
    // as above
  }
}

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fastestThreads } from '#lib/model/runtime/threads.ts';

const started = vi.fn();

beforeEach(async () => {
  await caches.delete('vitrine-threads');
  const { Worker } = globalThis;
  vi.stubGlobal(
    'Worker',
    class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        started();
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  started.mockClear();
});

test('fastestThreads() tries one thread and all that can be used, and remembers the answer', async () => {
  vi.stubGlobal('navigator', { ...navigator, hardwareConcurrency: 2 });
  const fastest = await fastestThreads();
  expect([1, 2]).toContain(fastest);
  expect(started).toHaveBeenCalledTimes(2);
  expect(await fastestThreads()).toBe(fastest);
  expect(started).toHaveBeenCalledTimes(2);
});

test('fastestThreads() is 1, untried, in a page that is not isolated', async () => {
  vi.stubGlobal('crossOriginIsolated', false);
  expect(await fastestThreads()).toBe(1);
  expect(started).not.toHaveBeenCalled();
});

test('fastestThreads() takes all that can be used where no worker can be started', async () => {
  vi.stubGlobal('navigator', { ...navigator, hardwareConcurrency: 2 });
  vi.stubGlobal('Worker', function () {
    throw new Error('no workers');
  });
  expect(await fastestThreads()).toBe(2);
});

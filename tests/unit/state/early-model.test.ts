import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OpenOptions } from '#lib/model/protocol.ts';

const told: unknown[] = [];
class FakeWorker {
  postMessage(message: unknown): void {
    told.push(message);
  }
}

beforeEach(() => {
  told.length = 0;
  vi.resetModules();
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => vi.unstubAllGlobals());

/** A visit that begins at an address, or comes to it from another page of the site. */
async function visit(href: string, readyState: DocumentReadyState = 'loading') {
  vi.stubGlobal('location', { href });
  const { startEarlyModel } = await import('#lib/state/early-model.ts');
  const start = (): void => {
    startEarlyModel({ href } as Location, { readyState } as Document);
  };
  start();
  const { takeEarly } = await import('#lib/model/early-worker.ts');
  return { start, takeEarly };
}

const PAGE = 'https://vitrine.example/en/model/';
const base = 'https://vitrine.example/models/teaching/';
const asked: OpenOptions = { name: 'teaching', base, backend: 'wasm' };

test('the first page of a visit starts one worker, which goes to who asks first', async () => {
  const { start, takeEarly } = await visit(PAGE);
  start();
  expect(told).toEqual([{ early: { name: 'teaching', base } }]);
  expect(takeEarly(asked)).toBeInstanceOf(FakeWorker);
  expect(takeEarly(asked)).toBeNull();
});

test.each([
  ['another model is asked for', `${PAGE}?model=a/b@int8`, 'loading'],
  ['the GPU alone is asked for', `${PAGE}?backend=webgpu`, 'loading'],
  ['the reader comes from another page', PAGE, 'complete'],
] as const)('none is started where %s', async (_, href, readyState) => {
  await visit(href, readyState);
  expect(told).toEqual([]);
});

test.each<[string, OpenOptions]>([
  ['the GPU alone', { ...asked, backend: 'webgpu' }],
  ['so many threads', { ...asked, threads: 4 }],
  ['a stored model', { name: 'x', backend: 'wasm', source: { kind: 'stored', id: 'x' } }],
])('it is not for %s', async (_, options) => {
  const { takeEarly } = await visit(PAGE);
  expect(takeEarly(options)).toBeNull();
  expect(takeEarly(asked)).not.toBeNull();
});

/** What every other browser test takes for granted: if one of these fails, look at it first. */
import { expect, test } from 'vitest';

test('the page is cross-origin isolated, so that WASM threads exist', () => {
  expect(crossOriginIsolated).toBe(true);
});

test('WebGPU offers an adapter', async () => {
  const adapter = await navigator.gpu.requestAdapter();
  expect(adapter?.limits.maxStorageBufferBindingSize).toBeGreaterThan(1e8);
});

test('a module worker shares memory with the page', async () => {
  const worker = new Worker(new URL('./echo.worker.ts', import.meta.url), { type: 'module' });
  const shared = new SharedArrayBuffer(12);
  const numbers = new Int32Array(shared);
  numbers.set([2, 3, 4]);
  await new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = reject;
    worker.postMessage(shared);
  });
  worker.terminate();
  expect([...numbers]).toEqual([4, 9, 16]);
});

test('files under public/ are served', async () => {
  const response = await fetch('/models/teaching/config.json');
  expect(await response.json()).toMatchObject({ model_type: 'gpt2', n_layer: 4 });
});

test('onnxruntime-web starts and refuses what is not a model', async () => {
  const { InferenceSession } = await import('onnxruntime-web/wasm');
  await expect(InferenceSession.create(new Uint8Array([1, 2, 3]))).rejects.toThrow(/protobuf/i);
});

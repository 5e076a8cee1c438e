import { expect, test } from 'vitest';
import { Queue } from '#lib/model/runtime/queue.ts';

/** A task that ends when told to. */
function task(name: string, log: string[]): { run: () => Promise<void>; end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = async (): Promise<void> => {
    log.push(`${name} begins`);
    await ended;
    log.push(`${name} ends`);
  };
  return { run, end };
}

test('one task at a time; higher priorities first, then in order of arrival', async () => {
  const queue = new Queue();
  const log: string[] = [];
  const names = ['first', 'low', 'high', 'low too', 'high too'];
  const tasks = names.map((name) => task(name, log));
  const all = tasks.map(({ run }, i) => queue.run(run, names[i]?.startsWith('high') ? 1 : 0));
  for (const { end } of tasks) end();
  await Promise.all(all);
  const order = ['first', 'high', 'high too', 'low', 'low too'];
  expect(log).toEqual(order.flatMap((name) => [`${name} begins`, `${name} ends`]));
});

test('a task that fails makes way for the next', async () => {
  const queue = new Queue();
  const failing = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(() => Promise.resolve(2));
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe(2);
});

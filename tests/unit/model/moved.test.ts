import { expose, wrap } from 'comlink';
import { expect, onTestFinished, test } from 'vitest';
import { ModelError } from '#lib/model/errors.ts';
import { moved } from '#lib/model/moved.ts';
import { pack, unpack } from '#lib/model/protocol.ts';

/** Calls over a real channel, as between a page and its worker. */
function farSide<T extends object>(calls: T): ReturnType<typeof wrap<T>> {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
  });
  expose(calls, port1);
  return wrap<T>(port2);
}

test('an answer moves the arrays that it names; all others are copied', async () => {
  const [fresh, own] = [Float32Array.of(1, 2, 3), Float32Array.of(4, 5)];
  const remote = farSide({
    answer: () =>
      pack(
        () => Promise.resolve({ fresh, own }),
        (value) => [value.fresh],
      ),
    copy: () => pack(() => Promise.resolve(own)),
  });
  expect(unpack(await remote.answer())).toEqual({
    fresh: Float32Array.of(1, 2, 3),
    own: Float32Array.of(4, 5),
  });
  expect(unpack(await remote.copy())).toEqual(Float32Array.of(4, 5));
  expect([fresh.length, own.length]).toEqual([0, 2]);
});

test('an array that is a part of a larger one is copied, one that is named twice moves once', async () => {
  const [table, whole] = [Float32Array.of(1, 2, 3, 4), Float32Array.of(5)];
  const part = table.subarray(1, 3);
  const remote = farSide({ send: () => moved({ part, whole }, [part, whole, whole, null]) });
  const sent = await remote.send();
  expect([[...sent.part], [...sent.whole]]).toEqual([[2, 3], [5]]);
  expect([table.length, whole.length]).toEqual([4, 0]);
});

test('what a call throws comes as data, its code with it', async () => {
  const remote = farSide({
    fail: () => pack(() => Promise.reject<null>(new ModelError('bad-id', 'no such token: 7'))),
  });
  const answer = await remote.fail();
  expect(() => unpack(answer)).toThrow(
    expect.objectContaining({ code: 'bad-id', message: 'no such token: 7' }),
  );
});

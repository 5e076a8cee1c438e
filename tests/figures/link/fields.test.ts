import { expect, test } from 'vitest';
import { temperatureAt, temperatureField } from '#components/figures/distribution/temperature.ts';
import { firstWindow, frameOf, MOST_SHOWN, windowIn } from '#components/figures/heads/headMap.ts';
import { orderField } from '#components/figures/strategies/order-link.ts';

test('orderField: each warper once, within what its slider reaches', () => {
  const { read, write } = orderField('o', ['topK', 'topP', 'temperature']);
  const written = 'topP:0.8_-topK:10_temperature:1.5';
  const list = [
    { name: 'topP', value: 0.8, used: true },
    { name: 'topK', value: 10, used: false },
    { name: 'temperature', value: 1.5, used: true },
  ] as const;
  expect(write(list)).toBe(written);
  expect(read(written)).toEqual(list);
  for (const wrong of [
    ...['', 'topP:0.8', 'topP:0.8_topP:0.8_topK:10', 'topP:0.8_topK:10_minP:0.1'],
    ...[`${written}_topK:10`, 'topP:2_topK:10_temperature:1', 'topP:0.8_topK:2.5_temperature:1'],
    ...['topP:NaN_topK:10_temperature:1', 'topP:1e-1_topK:10_temperature:1', '__'],
  ])
    expect(read(wrong)).toBeUndefined();
});

test('temperatureField: every temperature of its slider, and what is none is none', () => {
  const { read, write } = temperatureField('t');
  for (let place = 0; place <= 300; place++) {
    const T = temperatureAt(place / 300);
    expect(read(write(T) ?? '')).toBe(T);
  }
  for (const wrong of ['', '-1', 'Infinity', '1e9', 'NaN']) expect(read(wrong)).toBeUndefined();
});

test('windowIn(frame) takes parts that a map has, and no others', () => {
  for (const T of [1, 9, 100, 1024]) {
    const window = firstWindow(T);
    expect(windowIn(frameOf(T, window))).toEqual({ of: T, window });
  }
  for (const wrong of [
    ...[[], [9, 0, 0], [9, 0, 0, 0], [9, 5, 0, 5], [9, 0, 1, 4], [9, 0, 0, 4, 1]],
    [9999, 0, 0, MOST_SHOWN + 1],
  ])
    expect(windowIn(wrong)).toBeNull();
});

/** Every way in which a server fails while weights are on their way. */
import { describe, expect, test } from 'vitest';
import { RemoteFile } from '#lib/model/hub/index.ts';
import { checkpointFile } from '#tests/hub/checkpoint.ts';
import { wideConfig } from '#tests/hub/repositories.ts';
import { options, patience, useHub } from './hub.ts';

const hub = useHub();
const file = checkpointFile(wideConfig);
const on = 'cdn tiny/wide/model.safetensors';
const url = () => `${hub().url}/tiny/wide/resolve/main/model.safetensors`;
const open = (more = {}) => RemoteFile.open(url(), { ...options, ...more });
const ranges = () => hub().asked.flatMap(({ on, range }) => (on === 'cdn' ? [range] : []));

const begin = 100_001;
const end = 600_000;
const expected = file.read(begin, end);

describe('RemoteFile', () => {
  test('reads a range, and what came with the first request from memory', async () => {
    const remote = await open();
    expect(remote).toMatchObject({ size: file.size, ranges: true });
    expect(await remote.read(8, 60_000)).toEqual(file.read(8, 60_000));
    expect(await remote.read(begin, end)).toEqual(expected);
    expect(ranges()).toEqual(['bytes=0-65535', `bytes=${begin}-${end - 1}`]);
  });

  test('goes on at the byte where a connection broke', async () => {
    const remote = await open();
    hub().faults.add({ on, kind: 'cut', bytes: 120_000, times: 3 });
    expect(await remote.read(begin, end)).toEqual(expected);
    const starts = ranges().map((range) => Number(/=(\d+)/.exec(range ?? '')?.[1]));
    expect(starts).toHaveLength(5);
    expect(starts.slice(1)).toEqual(starts.slice(1).toSorted((a, b) => a - b));
    expect(new Set(starts.slice(1)).size).toBe(4);
  });

  test('gives up when nothing comes any more', async () => {
    const remote = await open();
    hub().faults.add({ on, kind: 'cut', bytes: 0 });
    await expect(remote.read(begin, end)).rejects.toMatchObject({ code: 'network' });
    expect(ranges()).toHaveLength(1 + patience.attempts);
  });

  test('takes a connection without bytes for a broken one', async () => {
    const remote = await open({ patience: { ...patience, stall: 100 } });
    hub().faults.add({ on, kind: 'stall', bytes: 1000, times: 1 });
    expect(await remote.read(begin, end)).toEqual(expected);
  });

  test('puts up with a slow server', async () => {
    const remote = await open();
    hub().faults.add({ on, kind: 'slow', bytes: 5000 });
    expect(await remote.read(begin, end)).toEqual(expected);
  });

  test.each([500, 502, 503])('tries again after %i', async (status) => {
    const remote = await open();
    hub().faults.add({ on, kind: 'status', status, times: 2 });
    expect(await remote.read(begin, end)).toEqual(expected);
  });

  test('waits as long as Retry-After says', async () => {
    const waits: number[] = [];
    const remote = await open({ onWait: (ms: number) => waits.push(ms) });
    const past = new Date(0).toUTCString();
    hub().faults.add({ on, kind: 'status', status: 429, retryAfter: '1', times: 1 });
    hub().faults.add({ on, kind: 'status', status: 429, retryAfter: past, times: 1 });
    hub().faults.add({ on, kind: 'status', status: 429, times: 1 });
    expect(await remote.read(begin, end)).toEqual(expected);
    expect(waits).toEqual([1000, 0, patience.longestDelay]);
  });

  test('does not wait for an hour', async () => {
    const remote = await open();
    hub().faults.add({ on, kind: 'status', status: 429, retryAfter: '3600' });
    const error = { code: 'rate-limited', details: { seconds: 3600 } };
    await expect(remote.read(begin, end)).rejects.toMatchObject(error);
  });

  test.each([
    ['another ETag', { kind: 'changed' }],
    ['fewer bytes', { kind: 'shorter' }],
    ['another size', { kind: 'wrong-length', bytes: 1 }],
  ] as const)('notices between two ranges: %s', async (_, fault) => {
    const remote = await open();
    await remote.read(begin, end);
    hub().faults.add({ on, ...fault });
    await expect(remote.read(begin, end)).rejects.toMatchObject({ code: 'changed' });
  });

  test('a signed address that is refused is a refusal', async () => {
    const remote = await open();
    hub().faults.add({ on, kind: 'status', status: 403 });
    await expect(remote.read(begin, end)).rejects.toMatchObject({ code: 'gated' });
  });

  test('stops when asked to, between bytes and while it waits', async () => {
    for (const fault of [
      { on, kind: 'stall', bytes: 10 },
      { on, kind: 'status', status: 429, retryAfter: '2' },
    ] as const) {
      const controller = new AbortController();
      const remote = await open({ signal: controller.signal });
      hub().faults.add(fault);
      const reading = remote.read(begin, end);
      setTimeout(() => controller.abort(), 20);
      await expect(reading).rejects.toMatchObject({ code: 'aborted' });
      hub().faults.clear();
    }
  });
});

describe('RemoteFile where the server ignores Range', () => {
  test.each(['ignore-range', 'hide-size'] as const)('%s: one stream, read on', async (kind) => {
    hub().faults.add({ on, kind });
    const remote = await open();
    expect(remote.ranges).toBe(false);
    expect(await remote.read(0, 9)).toEqual(file.read(0, 9));
    expect(await remote.read(50_000, 70_000)).toEqual(file.read(50_000, 70_000));
    const both = [remote.read(begin, end), remote.read(end, end + 10)];
    expect(await Promise.all(both)).toEqual([expected, file.read(end, end + 10)]);
    expect(ranges()).toHaveLength(1);
    expect(await remote.read(begin, end)).toEqual(expected); // backwards: from the start again
    expect(ranges()).toHaveLength(2);
    remote.close();
  });

  test('ends before the range does', async () => {
    hub().faults.add({ on, kind: 'hide-size' });
    const remote = await open();
    const beyond = remote.read(file.size - 1, file.size + 1);
    await expect(beyond).rejects.toMatchObject({ code: 'truncated' });
    remote.close();
  });

  test('forgets how to read ranges on the way', async () => {
    const remote = await open();
    hub().faults.add({ on, kind: 'hide-size' });
    await expect(remote.read(begin, end)).rejects.toMatchObject({ code: 'changed' });
  });
});

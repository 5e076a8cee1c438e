/** How much memory a download takes: live bytes of all buffers, after garbage collection. */
import { spawn, type ChildProcess } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '#lib/model/store/library.ts';
import { memoryStore } from '#lib/model/store/memory.ts';
import type { StoredDtype } from '#lib/model/store/manifest.ts';
import { sizeOf, tensorShapes } from '#lib/model/weights/index.ts';
import { tallConfig } from '#tests/hub/repositories.ts';

/** A server in this process would count as well. */
let server: ChildProcess;
let endpoint: string;
beforeAll(async () => {
  const script = new URL('../../../hub/main.ts', import.meta.url).pathname;
  server = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  endpoint = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
  });
});
afterAll(() => server.kill());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function liveBytes(): number {
  collect();
  return process.memoryUsage().arrayBuffers;
}

/** Until what an earlier test left behind is gone. */
async function settled(): Promise<number> {
  for (let last = Infinity; ;) {
    await new Promise((resolve) => setImmediate(resolve));
    const now = liveBytes();
    if (now >= last) return now;
    last = now;
  }
}

const largest = Math.max(
  ...[...tensorShapes(tallConfig).values()].map((shape) => 4 * sizeOf(shape)),
);
/** Text of headers and tokenizers, and what the network holds. */
const slack = 2 ** 20;

test.each([
  ['tiny/tall', 'int8'],
  ['tiny/tall', 'fp32'],
  ['tiny/tall-f16', 'int8'],
] satisfies [string, StoredDtype][])(
  'Library.download(%s) as %s holds no more than the stored model and two tensors',
  async (repo, dtype) => {
    const store = memoryStore();
    let most = 0;
    const before = await settled();
    const look = (): number => (most = Math.max(most, liveBytes() - before));
    const library = new Library(
      {
        ...store,
        async write(path, bytes) {
          look();
          await store.write(path, bytes);
          look();
        },
      },
      {
        shardBytes: largest / 16,
        transfer: { lanes: 4, pieceBytes: largest / 16 },
        hub: {
          async fetch(...request) {
            const response = await fetch(...request);
            look();
            return response;
          },
        },
      },
    );
    const { bytes } = await library.download({ kind: 'hub', repo, endpoint, dtype });
    library.close();
    expect(most).toBeGreaterThan(bytes); // it is in memory, so it must have been seen
    expect(most).toBeLessThanOrEqual(bytes + 2 * largest + slack);
  },
);

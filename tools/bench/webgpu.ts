/**
 * WebGPU by counting what a step asks of it, on the software adapter: the counts are those of any
 * GPU. The model has GPT-2 small's 12 layers and 12 heads, on which alone they depend.
 */
import { call, launch, openPage, SOFTWARE_GPU, type Served } from './browser.ts';
import { ensureModel, type ModelName } from './models.ts';
import { atMost, compare, counted, type Row } from './rows.ts';

export async function benchWebGpu({ url }: Served, model: ModelName = 'narrow'): Promise<Row[]> {
  await ensureModel(model);
  const browser = await launch(SOFTWARE_GPU);
  try {
    const [recorded, anew] = [await openPage(browser, url), await openPage(browser, url)];
    const options = { backend: 'webgpu', threads: 1 } as const;
    await call(recorded, 'open', 'ours', model, options);
    await call(anew, 'open', 'ours', model, { ...options, recorded: false });
    const [replayed, unrecorded]: number[][] = [[], []];
    for (let round = 0; round < 3; round++) {
      replayed?.push(...(await call(recorded, 'timeSteps')));
      unrecorded?.push(...(await call(anew, 'timeSteps')));
    }
    const rows: Row[] = [];
    for (const [patterns, most] of [
      [true, 210],
      [false, 170],
    ] as const) {
      const counts = await call(recorded, 'countSteps', patterns);
      const name = `WebGPU, a token ${patterns ? 'with all patterns' : 'without patterns'}`;
      rows.push(
        counted(`${name}: dispatches`, '', counts.dispatches + counts.indirect, atMost(most)),
        counted(`${name}: buffers created`, '', counts.buffers, atMost(0)),
        counted(`${name}: readbacks`, '', counts.readbacks, atMost(1)),
      );
    }
    const name = 'WebGPU, processor time of a replayed step, against an unrecorded one';
    rows.push(...compare(name, replayed ?? [], unrecorded ?? [], 'cost', atMost(0.35)));
    return rows;
  } finally {
    await browser.close();
  }
}

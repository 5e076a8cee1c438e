/** The race of `wasm.ts` on a real GPU, where there is one. */
import { ANY_GPU, call, launch, openPage, type Served } from './browser.ts';
import { race } from './decoding.ts';
import { ensureModel, ensurePeer, type ModelName } from './models.ts';
import { compare, median, reported, unmeasured, type Row } from './rows.ts';

export interface GpuOptions {
  readonly model?: ModelName;
  /** Runs on a software adapter too, to try the bench out. */
  readonly software?: boolean;
  readonly contexts?: readonly number[];
}

/** Tokens per second and ratios; one row that says why where there is no GPU. */
export async function benchGpu(
  { url }: Served,
  { model = 'gpt2-small', software = false, contexts = [40, 600] }: GpuOptions = {},
): Promise<Row[]> {
  const browser = await launch(ANY_GPU);
  try {
    const page = await openPage(browser, url);
    const adapter = await call(page, 'adapter');
    const title = 'WebGPU, tokens per second';
    if (adapter === null) return [unmeasured(title, 'no adapter')];
    if (adapter.software && !software)
      return [unmeasured(title, `software adapter (${adapter.name})`)];
    await ensureModel(model);
    ensurePeer();
    const names = ['ours', 'bare', 'transformers.js'] as const;
    for (const name of names)
      await call(page, 'open', name, model, { backend: 'webgpu', threads: 1 });
    const rows: Row[] = [];
    for (const context of contexts) {
      const times = await race(page, names, { context, newTokens: 32, rounds: 4 });
      const of = (name: (typeof names)[number]): readonly number[] => times.get(name) ?? [];
      const at = `context ${String(context)}`;
      rows.push(
        reported(`${title}, ${at} (median)`, '1/s', 1000 / median(of('ours')), adapter.name),
        ...compare(
          `WebGPU, ${at}, against onnxruntime-web alone`,
          of('ours'),
          of('bare'),
          'speed',
          null,
        ),
        ...compare(
          `WebGPU, ${at}, against transformers.js fp32`,
          of('ours'),
          of('transformers.js'),
          'speed',
          null,
        ),
      );
    }
    return rows;
  } finally {
    await browser.close();
  }
}

/** Opening a stored model, and what there is to compare it with. Each is asked for in a page of its own. */
import { candidates } from '#lib/model/backends.ts';
import { load } from '#lib/model/load.ts';
import { buildFor, loadOrt } from '#lib/model/runtime/browser.ts';
import { wasmRunner } from '#lib/model/runtime/wasm.ts';
import { chooseStore } from '#lib/model/store/choose.ts';
import { Library } from '#lib/model/store/library.ts';

const open = async (): Promise<Library> => new Library(await chooseStore());

export const storeBench = {
  /** Stores a model that the bench serves in the stored form; gives its id. */
  async keep(manifest: string): Promise<string> {
    return (await (await open()).download({ kind: 'site', manifest })).id;
  },

  /** Milliseconds to read the bytes of a stored model, one shard after another, and do nothing with them. */
  async readBare(id: string): Promise<number> {
    const store = await chooseStore();
    const { shards } = await new Library(store).manifest(id);
    const began = performance.now();
    for (const { sha256 } of shards) await store.read(`shards/${sha256}`);
    return performance.now() - began;
  },

  /** Milliseconds to start the runtime and make the sessions from float32 weights that are in memory. */
  async createSessions(id: string, threads: number): Promise<number> {
    const library = await open();
    const { config, head, readWeight } = await library.open(id);
    const weights = new Map<string, Awaited<ReturnType<typeof readWeight>>>();
    for (const { name } of (await library.manifest(id)).tensors)
      weights.set(name, await readWeight(name));
    const give = (name: string): ReturnType<typeof readWeight> =>
      Promise.resolve(weights.get(name) ?? new Float32Array());
    const began = performance.now();
    const ort = await loadOrt(buildFor('wasm'), threads);
    const runner = await wasmRunner(ort, config, give, { head, threads });
    const ms = performance.now() - began;
    await runner.release();
    return ms;
  },

  /** Milliseconds from a stored model to its first prediction, and when each step was over. */
  async openStored(
    id: string,
    threads: number,
  ): Promise<{ ms: number; steps: Readonly<Record<string, number>> }> {
    const steps: Record<string, number> = {};
    const began = performance.now();
    const library = await open();
    const files = await library.open(id);
    const engine = await load(files, candidates('wasm', threads), (stage) => {
      steps[stage] = performance.now() - began;
    });
    steps['loaded'] = performance.now() - began;
    await engine.run([engine.info.config.eos_token_id]);
    const ms = performance.now() - began;
    await library.keepCheck(id, engine.info.selfCheck);
    return { ms, steps };
  },
};

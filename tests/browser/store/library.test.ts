/** The page's own way to stored models: the worker of the engine, from download to prediction. */
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { connect } from '#lib/model/client.ts';
import { openLibrary, type ModelLibrary, type Progress } from '#lib/model/library-client.ts';
import { standIn } from './tabs.ts';

const request = {
  kind: 'hub',
  repo: 'tiny/fine-tune',
  endpoint: inject('hub'),
  dtype: 'fp32',
} as const;

describe('openLibrary()', () => {
  let library: ModelLibrary;
  beforeEach(async () => {
    await standIn.reset();
    library = openLibrary();
  });
  afterEach(async () => {
    for (const { id } of await library.list()) await library.remove(id);
    library.close();
  });

  test('a model from the hub predicts, and its self-check is remembered', async () => {
    const heard: Progress[] = [];
    let changes = 0;
    const other = openLibrary(); // another tab
    const deaf = other.watch(
      (progress) => heard.push(progress),
      () => changes++,
    );
    await other.list();
    const model = await library.download(request);
    const engine = await library.open(model, 'wasm');
    expect(engine.info).toMatchObject({ model: 'tiny/fine-tune', backend: 'wasm' });
    const { against, lines } = engine.info.selfCheck;
    expect(against).toBe('itself'); // there are no reference values of a model that nobody knows
    expect(lines.map(({ tokens, passed }) => [tokens, passed])).toEqual([
      [1, true],
      [12, true],
    ]);
    const { logits } = await engine.run([258, 261]);
    expect(logits.shape).toEqual([1, 265]);
    expect((await library.list())[0]?.selfCheck).toEqual(engine.info.selfCheck);
    await engine.release();

    expect(heard.at(-1)).toMatchObject({ id: model.id, stage: 'done' });
    expect(changes).toBeGreaterThan(0);
    deaf();
    other.close();
    const { tokenizer } = await library.manifest(model.id);
    expect(tokenizer?.mergesTxt).toContain('Ġa n');
  });

  test('usage counts what is stored', async () => {
    const before = await library.usage();
    expect(before).toMatchObject({ kind: 'opfs', stored: 0 });
    expect(before.free).toBeGreaterThan(1e6);
    const { bytes } = await library.download(request);
    expect((await library.usage()).stored).toBe(bytes);
  });

  test('errors keep their code and details on the way to the page', async () => {
    const llama = { ...request, repo: 'tiny/llama' };
    const found = { code: 'not-gpt2', details: { found: '"llama"' } };
    await expect(library.download(llama)).rejects.toMatchObject(found);
    const source = { kind: 'stored', id: 'nothing' } as const;
    const opening = connect({ name: 'nothing', backend: 'wasm', source });
    await expect(opening).rejects.toMatchObject({ code: 'not-stored' });
  });

  test('a download is paused by its signal and goes on', async () => {
    const controller = new AbortController();
    await standIn.fault({ on: 'cdn', kind: 'hold' });
    const downloading = library.download(request, { signal: controller.signal });
    await standIn.held();
    controller.abort();
    await expect(downloading).rejects.toMatchObject({ code: 'aborted' });
    await standIn.reset();
    expect(await library.download(request)).toMatchObject({ complete: true });
  });

  test('files that the reader gives', async () => {
    const files = ['config.json', 'tokenizer.json', 'model.safetensors'];
    const address = `${inject('hub')}/tiny/fine-tune/resolve/main/`;
    const given = await Promise.all(
      files.map(async (path) => ({ path, blob: await (await fetch(address + path)).blob() })),
    );
    const [model] = await library.importFiles(given, { name: 'mine' });
    expect(model).toMatchObject({ id: 'disk/mine:int8', complete: true, request: null });
  });
});

/** Learned positions of models that run on this device, for the figure that draws them. */
import type { Engine } from '../model/api.ts';
import { ModelError } from '../model/errors.ts';
import { positionTable, type PositionTable } from '../positions/index.ts';
import { askedBackend } from './lesson-address.ts';
import { lessonModel, type LiveProvenance } from './lesson-model.svelte.ts';
import { sharedLibrary } from './library.ts';
import { connectStored } from './stored-model.ts';
import { teachingBase } from './teaching-base.ts';
import { connectTeaching } from './teaching.ts';

/** A table as a loaded model has it, and the mark that says which one. */
export interface LiveTable {
  readonly table: PositionTable;
  readonly provenance: LiveProvenance;
}

/** What all GPT-2 small's have: 124 million parameters, counted as GPT-2 counts. */
const GPT2_SMALL = 124_439_808;

/** The teaching model's, which is loaded for it. Rejects with a `ModelError`. */
export async function teachingTable(): Promise<LiveTable> {
  const model = lessonModel();
  model.follow();
  if (model.asked === null) return liveTable((await model.ensure()).engine);
  const backend = askedBackend(location.href);
  return liveTable(await connectTeaching(teachingBase(), backend, () => undefined));
}

/**
 * That of a model of GPT-2 small's size in the browser's store, opened for it; null when none is
 * stored whole. Another model that was loaded is given up. Rejects with a `ModelError`.
 */
export async function storedGpt2Table(): Promise<LiveTable | null> {
  const models = await (await sharedLibrary()).list();
  const found = models.find(({ complete, parameters }) => complete && parameters === GPT2_SMALL);
  return found ? liveTable(await connectStored(found.id, 'auto', () => undefined)) : null;
}

/** All rows of an engine's wpe. Rejects with a `ModelError`. */
export async function liveTable(engine: Pick<Engine, 'info' | 'tables'>): Promise<LiveTable> {
  const { model, dtype, backend, config } = engine.info;
  const all = Array.from({ length: config.n_positions }, (_, pos) => pos);
  const { shape, data } = await engine.tables.rows('wpe', all);
  const width = shape[1];
  if (width === undefined) throw new ModelError('internal', 'the table of positions has no width');
  return {
    table: positionTable(data, width),
    provenance: { kind: 'live', model, dtype, backend: backend === 'webgpu' ? 'WebGPU' : 'WASM' },
  };
}

/** One engine for the site: it outlives the page, so that the next page need not load it again. */
import type { Engine } from '../model/api.ts';
import { ModelError } from '../model/errors.ts';
import type { LoadStage } from '../model/load.ts';

export type OnStage = (stage: LoadStage, label: string) => void;

interface Kept {
  readonly key: string;
  readonly engine: Promise<Engine>;
  /** Who waits for it, and what they were told last; nobody once it is loaded. */
  readonly waiting: Set<OnStage>;
  told: readonly [LoadStage, string] | null;
  loaded: Engine | null;
}

let kept: Kept | null = null;

/**
 * The engine that is kept under this key, loaded or loading, or a new one in the place of what was
 * kept. When it has something `better`, that is kept in its place; it is itself released with the
 * page, since figures may be at work with it.
 */
export function keptEngine(
  key: string,
  open: (onStage: OnStage) => Promise<Engine>,
  onStage: OnStage = () => undefined,
): Promise<Engine> {
  if (kept?.key === key) {
    if (kept.loaded === null) {
      kept.waiting.add(onStage);
      if (kept.told !== null) onStage(...kept.told);
    }
    return kept.engine;
  }
  const before = kept;
  const load = async (): Promise<Engine> => {
    if (before?.loaded) await before.loaded.release();
    else void before?.engine.then((engine) => engine.release()).catch(() => undefined);
    const opened = await open((...stage) => {
      entry.told = stage;
      for (const tell of entry.waiting) tell(...stage);
    });
    entry.loaded = keep(opened, entry);
    entry.waiting.clear();
    return entry.loaded;
  };
  const entry: Kept = {
    key,
    waiting: new Set([onStage]),
    told: null,
    loaded: null,
    engine: Promise.resolve().then(load),
  };
  kept = entry;
  entry.engine.catch(() => {
    if (kept === entry) kept = null;
  });
  return entry.engine;
}

/** The same engine; what is released is no longer kept. */
function keep(opened: Engine, entry: Kept): Engine {
  const better = opened.better?.then((next) => replace(entry, engine, next));
  better?.catch(() => undefined); // told to who asks
  const engine: Engine = {
    info: opened.info,
    ...(opened.lost === undefined ? {} : { lost: opened.lost }),
    ...(opened.checked === undefined ? {} : { checked: opened.checked }),
    ...(better === undefined ? {} : { better }),
    run: (ids, runOptions, signal) => opened.run(ids, runOptions, signal),
    generate: (ids, settings, onStep, signal) => opened.generate(ids, settings, onStep, signal),
    beams: (ids, settings, onStep, signal) => opened.beams(ids, settings, onStep, signal),
    contrast: (ids, settings, onStep, signal) => opened.contrast(ids, settings, onStep, signal),
    bestOf: (ids, settings, onStep, signal) => opened.bestOf(ids, settings, onStep, signal),
    unembed: (rows) => opened.unembed(rows),
    tables: opened.tables,
    release: () => {
      if (kept?.loaded === engine) kept = null;
      return opened.release();
    },
  };
  void engine.lost?.then(() => {
    if (kept?.loaded === engine) kept = null;
  });
  return engine;
}

function replace(entry: Kept, engine: Engine, next: Engine): Engine {
  if (kept?.loaded !== engine) {
    void next.release();
    throw new ModelError('aborted', 'the engine was given up before');
  }
  const better: Kept = { ...entry, loaded: null, engine: Promise.resolve(next) };
  const loaded = keep(next, better);
  kept = { ...better, loaded, engine: Promise.resolve(loaded) };
  const release = (): void => void engine.release();
  globalThis.document?.addEventListener('astro:after-swap', release, { once: true });
  return loaded;
}

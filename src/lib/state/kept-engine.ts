/** One engine for the site: it outlives the page, so that the next page need not load it again. */
import type { Engine } from '../model/api.ts';

let kept: { readonly key: string; readonly engine: Engine } | null = null;

/** The engine that is kept under this key, or a new one in the place of what was kept. */
export async function keptEngine(key: string, open: () => Promise<Engine>): Promise<Engine> {
  if (kept?.key === key) return kept.engine;
  await kept?.engine.release();
  const opened = await open();
  const engine: Engine = {
    info: opened.info,
    ...(opened.lost === undefined ? {} : { lost: opened.lost }),
    ...(opened.checked === undefined ? {} : { checked: opened.checked }),
    run: (ids, runOptions, signal) => opened.run(ids, runOptions, signal),
    generate: (ids, settings, onStep, signal) => opened.generate(ids, settings, onStep, signal),
    beams: (ids, settings, onStep, signal) => opened.beams(ids, settings, onStep, signal),
    contrast: (ids, settings, onStep, signal) => opened.contrast(ids, settings, onStep, signal),
    bestOf: (ids, settings, onStep, signal) => opened.bestOf(ids, settings, onStep, signal),
    unembed: (rows) => opened.unembed(rows),
    tables: opened.tables,
    release: () => {
      if (kept?.engine === engine) kept = null;
      return opened.release();
    },
  };
  kept = { key, engine };
  void engine.lost?.then(() => {
    if (kept?.engine === engine) kept = null;
  });
  return engine;
}

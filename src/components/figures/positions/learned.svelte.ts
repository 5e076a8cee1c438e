import { nextTask } from '#lib/pacing/next-task.ts';
import { derive, type Derived, type PositionTable } from '#lib/positions/index.ts';
import type { LiveProvenance } from '#lib/state/lesson-model.svelte.ts';
import type { LiveTable } from '#lib/state/position-tables.ts';

/** A model's learned positions in the figure: the stored derivation, then the live table. */
export class Learned {
  derived: Derived;
  /** Null while the derivation is the stored one. */
  table: PositionTable | null = $state.raw(null);
  provenance: LiveProvenance | null = $state.raw(null);
  status: 'stored' | 'loading' | 'live' | 'none' | 'failed' = $state('stored');
  failure: unknown = $state.raw(null);

  readonly #open: () => Promise<LiveTable | null>;

  /** @param open gives the live table; null when this device has none */
  constructor(stored: Derived, open: () => Promise<LiveTable | null>) {
    this.derived = $state.raw(stored);
    this.#open = open;
  }

  /** Draws from the model itself. What fails is in `failure`; the stored derivation stays. */
  async load(): Promise<void> {
    if (this.status === 'loading') return;
    this.status = 'loading';
    this.failure = null;
    try {
      const live = await this.#open();
      if (live === null) {
        this.status = 'none';
        return;
      }
      const { table, provenance } = live;
      this.derived = await derive(table, this.derived.grid.length, nextTask);
      this.table = table;
      this.provenance = provenance;
      this.status = 'live';
    } catch (error) {
      this.failure = error;
      this.status = 'failed';
    }
  }
}

/** Lets the page draw and answer between two steps. */

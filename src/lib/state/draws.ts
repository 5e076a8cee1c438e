import { createRng } from '../sampling/index.ts';

/**
 * The random numbers that picking token after token by hand uses up. The seed moves on by what was written
 * before, so that writing on is not writing again.
 */
export class Draws {
  #used = 0;
  #base = 0;

  /** The text, of which so many ids were written, has changed by other means. */
  restart(written: number): void {
    this.#used = 0;
    this.#base = written;
  }

  /** The settings have changed: the same numbers once more. */
  again(): void {
    this.#used = 0;
  }

  /** The source of the next number. */
  next(seed: number): () => number {
    const rng = createRng((seed + this.#base) >>> 0);
    for (let i = 0; i < this.#used; i++) rng();
    this.#used++;
    return rng;
  }
}

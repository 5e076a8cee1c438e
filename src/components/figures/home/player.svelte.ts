/** Milliseconds that a picture stands: the weighing, the draw, and the end before it begins again. */
const WEIGH = 1700;
const DRAW = 1300;
const END = 4500;

/** Steps through the pictures of a stored run by itself, and stands still when it should. */
export class Player {
  frame = $state(0);
  /** What the reader wants; it also stands still out of sight. */
  playing = $state(false);
  inSight = $state(true);
  /** True when the reader's system asks for little motion. */
  still = false;
  readonly #count: number;

  constructor(count: number, first: number) {
    this.#count = count;
    this.frame = first;
  }

  /** So many steps on or back, around the ends. */
  step(by: number): void {
    this.frame = (this.frame + by + this.#count) % this.#count;
  }

  /** From the first picture; by itself where motion is welcome. */
  again(): void {
    this.frame = 0;
    this.playing = !this.still;
  }

  /** Steps when its time has come; returns the function that stops it. */
  wait(): () => void {
    const stands = this.frame === this.#count - 1 ? END : this.frame % 2 === 0 ? WEIGH : DRAW;
    const timer = setTimeout(() => {
      this.step(1);
    }, stands);
    return () => {
      clearTimeout(timer);
    };
  }

  /** Plays where motion is welcome, and looks whether `root` is in sight; returns the function that stops it. */
  watch(root: Element): () => void {
    const motion = matchMedia('(prefers-reduced-motion: reduce)');
    let near = true;
    const see = (): void => {
      this.inSight = document.visibilityState === 'visible' && near;
    };
    const move = (): void => {
      this.still = motion.matches;
      this.playing = !motion.matches;
    };
    const watch = new IntersectionObserver(([entry]) => {
      near = entry?.isIntersecting ?? true;
      see();
    });
    move();
    watch.observe(root);
    document.addEventListener('visibilitychange', see);
    motion.addEventListener('change', move);
    return () => {
      watch.disconnect();
      document.removeEventListener('visibilitychange', see);
      motion.removeEventListener('change', move);
    };
  }
}

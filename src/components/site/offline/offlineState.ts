import { keeper, type News } from './keeper.ts';

/** Defines `<offline-state>`: what is kept of the course, and whether a newer version is there. */
export function defineOfflineState(): void {
  if (!customElements.get('offline-state')) customElements.define('offline-state', OfflineState);
}

class OfflineState extends HTMLElement {
  #leave: (() => void) | null = null;

  connectedCallback(): void {
    const keep = keeper(this.dataset['worker'] ?? '');
    this.#part('[data-keep]').addEventListener('click', () => keep.fetchNow());
    this.#part('[data-load]').addEventListener('click', () => keep.agree());
    this.#part('[data-later]').addEventListener('click', () => keep.later());
    this.#leave = keep.subscribe((news) => this.#show(news));
  }

  disconnectedCallback(): void {
    this.#leave?.();
  }

  #show({ report, spared, version }: News): void {
    const state = spared ? 'spared' : report?.state;
    const words = state === undefined ? '' : (this.dataset[state] ?? '');
    const percent = report ? Math.floor((100 * report.done) / Math.max(1, report.total)) : 0;
    const mb = report ? Math.ceil(report.bytes / 1e6) : 0;
    this.#part('[data-say]').textContent = words
      .replace('{percent}', String(percent))
      .replace('{mb}', String(mb));
    this.dataset['state'] = state ?? '';
    this.#part('[data-keep]').hidden = !spared;
    // Said where it stands, so that a screen reader reads it when it comes.
    this.#part('[data-news]').textContent = version === null ? '' : (this.dataset[version] ?? '');
    this.#part('[data-card]').hidden = version === null;
  }

  #part(selector: string): HTMLElement {
    const part = this.querySelector<HTMLElement>(selector);
    if (!part) throw new Error(`offline-state has no ${selector}`);
    return part;
  }
}

import { look, removeAll, size } from './device.ts';
import { kinds, type Kind } from './kinds.ts';

/** Defines `<device-desk>`: what is kept on this device, and the button that deletes it. */
export function defineDeviceDesk(): void {
  if (!customElements.get('device-desk')) customElements.define('device-desk', DeviceDesk);
}

class DeviceDesk extends HTMLElement {
  connectedCallback(): void {
    const on = (name: string, act: () => void) =>
      this.#part(`[data-${name}]`).addEventListener('click', act);
    on('delete', () => this.#ask(true));
    on('no', () => this.#ask(false));
    on('yes', () => void this.#delete());
    void this.#show();
  }

  async #show(): Promise<ReadonlySet<Kind>> {
    const found = await look();
    for (const kind of kinds)
      this.#part(`[data-kind=${kind}]`).textContent = this.#word(
        found.has(kind) ? 'some' : 'nothing',
      );
    const bytes = await size();
    this.#part('[data-size-here]').textContent =
      bytes === null ? '' : this.#word('size').replace('{mb}', (bytes / 1e6).toFixed(1));
    return found;
  }

  #ask(sure: boolean): void {
    this.#part('[data-sure]').hidden = !sure;
    this.#part('[data-delete]').hidden = sure;
    this.#part('[data-said]').textContent = '';
    this.#part(sure ? '[data-no]' : '[data-delete]').focus();
  }

  async #delete(): Promise<void> {
    await removeAll(this.dataset['base'] ?? '/');
    const left = await this.#show();
    this.#ask(false);
    const names = [...left].map((kind) => this.#part(`[data-name=${kind}]`).textContent);
    this.#part('[data-said]').textContent =
      left.size === 0
        ? this.#word('deleted')
        : this.#word('left').replace('{what}', names.join(', '));
  }

  #word(name: string): string {
    return this.dataset[name] ?? '';
  }

  #part(selector: string): HTMLElement {
    const part = this.querySelector<HTMLElement>(selector);
    if (!part) throw new Error(`device-desk has no ${selector}`);
    return part;
  }
}

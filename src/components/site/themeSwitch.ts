type Theme = 'light' | 'dark';

const storageKey = 'vitrine-theme';
/** The theme that a link asked for, for the visit. */
const visitKey = 'vitrine-theme-visit';
const systemDark = () => matchMedia('(prefers-color-scheme: dark)');

/** Defines `<theme-switch>`: one button between light and dark, the choice kept on the device. */
export function defineThemeSwitch(): void {
  if (!customElements.get('theme-switch')) customElements.define('theme-switch', ThemeSwitch);
}

class ThemeSwitch extends HTMLElement {
  readonly #onSystemChange = () => this.#label();

  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', () => this.#toggle());
    systemDark().addEventListener('change', this.#onSystemChange);
    this.#label();
  }

  disconnectedCallback(): void {
    systemDark().removeEventListener('change', this.#onSystemChange);
  }

  #toggle(): void {
    const next: Theme = currentTheme() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    try {
      localStorage.setItem(storageKey, next);
      sessionStorage.removeItem(visitKey);
    } catch {
      // Storage is off: the choice holds until the page is left.
    }
    forgetLinkedTheme();
    this.#label();
    // Canvases read their colours from the style sheet and draw anew.
    document.dispatchEvent(new CustomEvent('vitrine:theme', { detail: next }));
  }

  #label(): void {
    const label = currentTheme() === 'dark' ? this.dataset['toLight'] : this.dataset['toDark'];
    if (label) this.querySelector('button')?.setAttribute('aria-label', label);
  }
}

/** The reader has chosen: what the address says of the theme is over. */
function forgetLinkedTheme(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has('theme')) return;
  url.searchParams.delete('theme');
  history.replaceState(history.state, '', url);
}

/** The theme on screen: the link's or the reader's choice, else the system's. */
function currentTheme(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return systemDark().matches ? 'dark' : 'light';
}

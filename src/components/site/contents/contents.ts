/** A table of contents that marks the section being read, and is open where it stands beside the text. */
class Contents extends HTMLElement {
  readonly #wide = matchMedia('(min-width: 76rem)');
  #stop: AbortController | undefined;
  #asked = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#wide.addEventListener('change', this.#open, { signal });
    document.addEventListener('scroll', this.#soon, { signal, passive: true });
    this.#open();
    this.#soon();
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  readonly #open = (): void => {
    this.querySelector('details')?.toggleAttribute('open', this.#wide.matches);
  };

  readonly #soon = (): void => {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.#mark();
    });
  };

  /** The section whose heading was passed last; one counts as passed in the upper third. */
  #mark(): void {
    const links = [...this.querySelectorAll<HTMLAnchorElement>('.sections > ol a')];
    const passed = links.filter((link) => {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return heading !== null && heading.getBoundingClientRect().top < window.innerHeight / 3;
    });
    const current = passed.at(-1);
    for (const link of links) {
      if (link === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }
}

/** Call once. */
export function defineContents(): void {
  if (!customElements.get('vitrine-contents')) customElements.define('vitrine-contents', Contents);
}

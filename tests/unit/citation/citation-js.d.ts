declare module '@citation-js/core' {
  /** Bibliographic data of any form that a plugin reads, as CSL-JSON. */
  export class Cite {
    constructor(data: string);
    readonly data: readonly object[];
  }
}

declare module '@citation-js/plugin-bibtex';

export { escapeLatex, toBibtex } from './bibtex.ts';
export { toCsl, toCslJson, type CslItem } from './csl.ts';
export { toPlain } from './plain.ts';
export { AUTHOR, fullTitle, siteTitle, type CitedWork } from './work.ts';

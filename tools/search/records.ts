import { parseHTML } from 'linkedom';
import type { RecordKind } from '../../src/lib/search/found.ts';

/** One thing that a search can lead to: a section of a page, a figure, or a term of the glossary. */
export interface SearchRecord {
  readonly kind: RecordKind;
  /** The address of its page, with an anchor where it has one. */
  readonly url: string;
  readonly title: string;
  /** The title of the page that it is on. */
  readonly page: string;
  readonly text: string;
}

/** What is on a page, but no text of it: controls, pictures, formulas, other places, hidden words. */
const silent = [
  'script,style,template,noscript,nav,dialog,button,input,select,textarea,svg,canvas,iframe',
  '[hidden],[aria-hidden=true],[popover],.page-head > .mark,[data-pagefind-ignore],.katex,.anchor,.no-print,.visually-hidden,.neighbours',
].join(',');
const headings = 'h2[id],h3[id]';

/**
 * The records of a built page: its introduction and each section under a heading with an id, each
 * figure (title and caption), each term (both names, both definitions). A page without `<main>`, or
 * that asks not to be indexed, has none.
 */
export function recordsOf(html: string, url: string): SearchRecord[] {
  const { document } = parseHTML(html);
  const main = document.querySelector('main');
  const title = wordsOf(main?.querySelector('h1'));
  if (!main || title === '' || document.querySelector('meta[name=robots][content*=noindex]'))
    return [];
  const records: SearchRecord[] = [];
  let section = { url, title, texts: [] as string[] };
  const close = () => {
    const text = tidy(section.texts.join(''));
    if (text === '') return;
    const kind = section.url === url ? 'page' : 'section';
    records.push({ kind, url: section.url, title: section.title, page: title, text });
  };
  const visit = (node: ChildNode): void => {
    if (node.nodeType === 3) section.texts.push(node.textContent ?? '');
    if (node.nodeType !== 1) return;
    const element = node as Element;
    if (element.matches('.figure-frame[id]')) records.push(...figureOf(element, url, title));
    else if (element.matches('[data-term][id]')) records.push(termOf(element, url, title));
    else if (element.matches('h1') || element.matches(silent)) section.texts.push(' ');
    else if (element.matches(headings)) {
      close();
      section = { url: `${url}#${element.id}`, title: wordsOf(element), texts: [] };
    } else {
      // Words of two elements that stand apart must not become one.
      const apart = !element.matches('a,em,strong,code,span,b,i,sub,sup,kbd,mark,cite,q');
      if (apart) section.texts.push(' ');
      for (const child of element.childNodes) visit(child);
      if (apart) section.texts.push(' ');
    }
  };
  for (const child of main.childNodes) visit(child);
  close();
  return records;
}

function figureOf(frame: Element, url: string, page: string): SearchRecord[] {
  const heading = frame.querySelector('.figure-title');
  if (!heading) return [];
  return [
    {
      kind: 'figure',
      url: `${url}#${frame.id}`,
      title: wordsOf(heading),
      page,
      text: wordsOf(frame.querySelector('.figure-caption')),
    },
  ];
}

function termOf(entry: Element, url: string, page: string): SearchRecord {
  const names = [...entry.querySelectorAll('dt [lang]')].map(wordsOf);
  const definitions = [...entry.querySelectorAll('dd')].map(wordsOf);
  return {
    kind: 'term',
    url: `${url}#${entry.id}`,
    title: names.join(' · '),
    page,
    text: definitions.join(' '),
  };
}

function wordsOf(element: Element | null | undefined): string {
  if (!element) return '';
  const words = (node: ChildNode): string => {
    if (node.nodeType === 3) return node.textContent ?? '';
    if (node.nodeType !== 1 || (node as Element).matches(silent)) return ' ';
    return [...node.childNodes].map(words).join('');
  };
  return tidy([...element.childNodes].map(words).join(''));
}

const tidy = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

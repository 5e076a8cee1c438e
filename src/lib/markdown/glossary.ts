import type { MdastPluginEntry } from 'satteri';
import { termFinder } from '../glossary/find.ts';
import { terms } from '../glossary/terms.ts';
import { isLang } from '../i18n/languages.ts';

/** The part of a Markdown tree that is looked at here. */
interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly name?: string | null;
  readonly url?: string;
  readonly value?: string;
}

/** Boxes of a lesson whose text is read in passing; a guess's answer is not. */
const boxes: readonly (string | null | undefined)[] = ['TryThis', 'Misconception'];
/** What text may be inside of: not headings, links, code, formulas, figures, or words quoted as examples. */
const open = [
  'paragraph strong list listItem table tableRow tableCell blockquote root',
  'mdxJsxFlowElement mdxJsxTextElement',
].flatMap((names) => names.split(' '));

/**
 * In a lesson, the first mention of each term of the glossary becomes a link to its entry, with
 * `data-term`, by which the page knows to show the definition on the spot. Where the author has linked
 * a term before any other mention, that link is the one.
 */
export const glossaryPlugin: MdastPluginEntry = ({ fileURL }) => {
  const lang = /\/content\/lessons\/(\w+)\//.exec(fileURL?.pathname ?? '')?.[1];
  if (!isLang(lang)) return null;
  const find = termFinder(terms, lang);
  return {
    name: 'glossary',
    before(root, context) {
      const known = new Set<string>();
      visit(root);

      function visit(node: Node): void {
        if (node.type === 'link') return linked(node);
        if (node.type === 'text') return mentioned(node);
        if (!open.includes(node.type)) return;
        if (node.type.startsWith('mdxJsx') && !boxes.includes(node.name)) return;
        for (const child of node.children ?? []) visit(child);
      }

      function linked(node: Node): void {
        const id = /^\/glossary\/?#(.+)$/.exec(node.url ?? '')?.[1];
        if (id === undefined || known.has(id)) return;
        known.add(id);
        context.setProperty(node as never, 'data', { hProperties: { 'data-term': id } });
      }

      function mentioned(node: Node): void {
        const text = node.value ?? '';
        const mentions = find(text, known);
        if (mentions.length === 0) return;
        const pieces: object[] = [];
        let from = 0;
        for (const { id, start, end } of mentions) {
          known.add(id);
          if (start > from) pieces.push({ type: 'text', value: text.slice(from, start) });
          pieces.push({
            type: 'link',
            url: `/glossary/#${id}`,
            data: { hProperties: { 'data-term': id } },
            children: [{ type: 'text', value: text.slice(start, end) }],
          });
          from = end;
        }
        if (from < text.length) pieces.push({ type: 'text', value: text.slice(from) });
        context.replaceNode(node as never, pieces as never);
      }
    },
  };
};

/**
 * No text becomes HTML: what a reader types, what stands in a link and what a model writes are shown as
 * text, always. So nothing in src parses HTML when it runs. Where a page is built, a few files may put
 * HTML into it that was made from this repository's own content; they are named below.
 * Style attributes and elements made at run time are refused too, since the pages' policy refuses them.
 */
import type { Linter, Rule } from 'eslint';

/** Files that may use `set:html`, and what with. */
const BUILT: Readonly<Record<string, string>> = {
  'src/components/site/Page.astro': 'the script that chooses the theme',
  'src/components/embed/Embed.astro': 'the same, and a figure of a built page',
  'src/components/site/contents/WithContents.astro': 'a lesson, with its table of contents',
  'src/pages/404.astro': 'the script that chooses the theme',
  'src/pages/index.astro': 'the script that chooses the theme',
  'src/pages/[[]lang[]]/changelog.astro': 'CHANGELOG.md',
};

/** Properties and methods that read a text as HTML, or write one. `outerHTML` may be read. */
const PARSES = new Set([
  ...['innerHTML', 'insertAdjacentHTML', 'createContextualFragment', 'parseFromString'],
  ...['srcdoc', 'setHTMLUnsafe', 'parseHTMLUnsafe', 'write', 'writeln'],
]);
/** These two are ordinary names elsewhere: a file's or a cache's. */
const ONLY_OF_DOCUMENT = new Set(['write', 'writeln']);

interface Member {
  readonly property: { readonly type: string; readonly name?: string; readonly value?: unknown };
  readonly object: { readonly type: string; readonly name?: string };
  readonly parent: { readonly type: string; readonly left?: unknown };
}
interface Call {
  readonly callee: { readonly type: string; readonly property?: { readonly name?: string } };
  readonly arguments: readonly { readonly type: string; readonly value?: unknown }[];
}
interface Attribute {
  readonly key: { readonly name?: string };
  readonly value: readonly { readonly type: string }[];
}

export const noHtml: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      html: 'No text becomes HTML: show it as text (`{{name}}`).',
      style:
        'The pages’ policy refuses this: set `element.style` or write a rule of CSS (`{{name}}`).',
    },
  },
  create(context) {
    const report = (node: unknown, messageId: 'html' | 'style', name: string): void => {
      context.report({ node: node as Rule.Node, messageId, data: { name } });
    };
    return {
      MemberExpression(node: unknown) {
        const { property, object, parent } = node as Member;
        const name = property.name ?? String(property.value);
        if (ONLY_OF_DOCUMENT.has(name) && object.name !== 'document') return;
        const isSet = parent.type === 'AssignmentExpression' && parent.left === node;
        if (PARSES.has(name) || (name === 'outerHTML' && isSet)) report(node, 'html', name);
      },
      CallExpression(node: unknown) {
        const { callee, arguments: given } = node as Call;
        const method = callee.property?.name;
        const first = given[0]?.value;
        if (method === 'setAttribute' && (first === 'style' || first === 'srcdoc'))
          report(node, 'style', `setAttribute('${first}')`);
        if (method === 'createElement' && (first === 'style' || first === 'script'))
          report(node, 'style', `createElement('${first}')`);
      },
      // A style that never changes is not set again when the page comes alive: it belongs into CSS.
      SvelteAttribute(node: unknown) {
        const { key, value } = node as Attribute;
        if (key.name === 'style' && value.every(({ type }) => type === 'SvelteLiteral'))
          report(node, 'style', 'style="…"');
      },
    };
  },
};

const files = ['src/**/*.{ts,js,svelte,astro}', 'src/**/*.astro/*.{js,ts}'];

export const html: Linter.Config[] = [
  {
    files,
    plugins: { vitrine: { rules: { 'no-html': noHtml } } },
    rules: {
      'vitrine/no-html': 'error',
      'svelte/no-at-html-tags': 'error',
      'astro/no-set-html-directive': 'error',
    },
  },
  { files: Object.keys(BUILT), rules: { 'astro/no-set-html-directive': 'off' } },
];

import katex from 'katex';
import type { MdastPluginDefinition } from 'satteri';

/**
 * Renders `$…$` and `$$…$$` with KaTeX while the site is built; the reader's browser gets HTML and
 * MathML and runs nothing. A formula that KaTeX cannot read fails the build.
 *
 * The result must be an `html` node: Sätteri's `raw` would be parsed as Markdown once more, and
 * turn `a*b*c` into emphasis and `\\` into `\`.
 */
export const katexPlugin: MdastPluginDefinition = {
  name: 'katex',
  inlineMath(node, context) {
    context.replaceNode(node, { type: 'html', value: renderFormula(node.value, false) });
  },
  math(node, context) {
    context.replaceNode(node, { type: 'html', value: renderFormula(node.value, true) });
  },
};

/** One formula as HTML with MathML beside it, in a line of its own when `display` is true. */
export function renderFormula(tex: string, display: boolean): string {
  const html = katex
    .renderToString(tex, { displayMode: display, throwOnError: true })
    // HTML knows math and svg without it, and Sätteri would write it as `:xmlns`.
    .replaceAll(/ xmlns="[^"]*"/g, '');
  // A formula wider than a phone scrolls by itself, and the keyboard must reach it to scroll it.
  return display ? `<div class="formula" tabindex="0" role="group">${html}</div>` : html;
}

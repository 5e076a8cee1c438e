/** Whose the keys are, read off the page. */
import { ownerOf, type Owner } from '#lib/presenter/index.ts';

/** The owner of the keys while an element has the focus; of what is inside shadow trees nothing is known. */
export function ownerAt(target: EventTarget | null): Owner {
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return 'none';
  const at = target.closest<HTMLElement | SVGElement>(
    'a, button, input, select, textarea, summary, [tabindex], [contenteditable], [role]',
  );
  if (!at) return 'none';
  return ownerOf({
    tag: at.tagName.toLowerCase(),
    type: at instanceof HTMLInputElement ? at.type : '',
    role: at.getAttribute('role'),
    editable: at instanceof HTMLElement && at.isContentEditable,
    // -1 takes the focus from scripts only, as headings and the page itself do.
    tabindex: at.hasAttribute('tabindex') && at.tabIndex >= 0,
  });
}

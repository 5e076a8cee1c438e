/** Opens the dialog that makes a link for a class; loaded when it is asked for. */
import { mount, unmount } from 'svelte';
import type { Lang } from '#lib/i18n/languages.ts';
import ClassLinkDialog from './ClassLinkDialog.svelte';

/** Opens it; `opener` gets the focus back. */
export function openClassLink(lang: Lang, opener: HTMLElement): void {
  const dialog = mount(ClassLinkDialog, {
    target: document.body,
    props: {
      lang,
      href: location.href,
      onclose: () => {
        void unmount(dialog);
        opener.focus({ preventScroll: true });
      },
    },
  });
}

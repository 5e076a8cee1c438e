/** Opens the dialog that makes a link for a class; loaded when it is asked for. */
import { mount, unmount } from 'svelte';
import type { Lang } from '#lib/i18n/languages.ts';
import { sharedAddress } from '#lib/state/remember.svelte.ts';
import ClassLinkDialog from './ClassLinkDialog.svelte';

/** Opens it with the state of the page, where that is not too long; `opener` gets the focus back. */
export async function openClassLink(lang: Lang, opener: HTMLElement): Promise<void> {
  const href = (await sharedAddress()) ?? location.href;
  const dialog = mount(ClassLinkDialog, {
    target: document.body,
    props: {
      lang,
      href,
      onclose: () => {
        void unmount(dialog);
        opener.focus({ preventScroll: true });
      },
    },
  });
}

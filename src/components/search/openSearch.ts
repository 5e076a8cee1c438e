import { flushSync, mount, unmount } from 'svelte';
import { isLang } from '#lib/i18n/languages.ts';
import SearchDialog from './SearchDialog.svelte';

type Dialog = ReturnType<typeof SearchDialog>;

let dialog: Dialog | undefined;

/** Opens the search over the page as it stands. */
export function openSearch(): void {
  if (!dialog) {
    const [lang] = document.documentElement.lang.split('-');
    dialog = mount(SearchDialog, {
      target: document.body,
      props: { lang: isLang(lang) ? lang : 'en' },
    }) as Dialog;
    // The next page has a body of its own, and may be in the other language.
    document.addEventListener('astro:before-swap', close, { once: true });
  }
  flushSync();
  dialog.open();
}

function close(): void {
  if (dialog) void unmount(dialog);
  dialog = undefined;
}

import { isState } from '#lib/embed/address.ts';

/** The link to the figure's page takes along what the reader has set up here. */
export function takeStateHome(): void {
  const home = document.querySelector<HTMLAnchorElement>('a[data-home]');
  home?.addEventListener('click', () => {
    if (isState(location.hash)) home.hash = location.hash;
  });
}

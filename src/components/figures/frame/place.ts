import { pageLink, sharedAddress } from '#lib/state/remember.svelte.ts';

/** Where a figure is found, by those who did not come from here. */

/**
 * The address of a page as it is published, without what this reader has set up; of an embedded figure, the
 * page that it is from.
 */
export function pageAddress(): string {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  return canonical ?? `${location.origin}${location.pathname}`;
}

/** The address of a figure of this page. */
export const figureAddress = (id: string): string => `${pageAddress()}#${id}`;

/**
 * The address to copy for another reader: the figure with what is set there, and the model that the page
 * asks for. From an embedded figure it leads to the page that the figure is from.
 */
export async function shareAddress(id: string): Promise<string> {
  const home = document.querySelector<HTMLAnchorElement>('a[data-home]')?.href;
  if (home === undefined) return (await sharedAddress(id)) ?? figureAddress(id);
  return home.replace(/#.*$/, `#${(await stateOf(id)) || id}`);
}

/** What is set in a figure, as it stands after the #; '' where nothing was changed, or it is too much. */
export async function stateOf(id: string): Promise<string> {
  const link = pageLink();
  await link.flush();
  const hash = await link.linkTo(id);
  return hash === null || hash === id ? '' : hash;
}

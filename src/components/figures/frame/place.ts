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

/** The address to copy for another reader: with the model and the backend that this page asks for. */
export function shareAddress(id: string): string {
  const home = document.querySelector<HTMLAnchorElement>('a[data-home]')?.href;
  return home ?? `${location.origin}${location.pathname}${location.search}#${id}`;
}

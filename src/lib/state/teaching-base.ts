import { assetHref } from '../i18n/links.ts';

/** What the model that comes with the site is called. */
export const TEACHING = 'teaching';

/** The folder of the teaching model's files on this site. */
export function teachingBase(): string {
  return new URL(assetHref('models/teaching/'), location.href).href;
}

/** Which version of the course this is. */
import { version as current } from '../../../package.json';

/** The version in package.json. */
export const version: string = current;

/** The day that the site was built from, as YYYY-MM-DD; '' where the build did not say. */
export function builtOn(): string {
  const env: { readonly BASE_URL?: string; readonly VITRINE_BUILT?: string } | undefined = import.meta.env;
  return env?.VITRINE_BUILT ?? '';
}

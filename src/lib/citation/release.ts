/** Which version of the course this is. */
import { version as current } from '../../../package.json';

/** The version in package.json. */
export const version: string = current;

/** The day that the site was built from, as YYYY-MM-DD; '' where the build did not say. */
export function builtOn(): string {
  // Written out, for the bundler puts the day in its place.
  const day: unknown = import.meta.env.VITRINE_BUILT;
  return typeof day === 'string' ? day : '';
}

import manifest from '../../../package.json';

/** Where the project is kept, as package.json names it; undefined where it names nothing yet. */
export const repository: string | undefined = addressOf(
  new Map<string, unknown>(Object.entries(manifest)).get('repository'),
);

/** Example: addressOf('git+https://example.org/a/b.git') → 'https://example.org/a/b' */
export function addressOf(value: unknown): string | undefined {
  const url: unknown =
    typeof value === 'object' && value !== null && 'url' in value ? value.url : value;
  if (typeof url !== 'string') return undefined;
  return /^(?:git\+)?(https:\/\/\S+?)(?:\.git)?\/?$/.exec(url)?.[1];
}

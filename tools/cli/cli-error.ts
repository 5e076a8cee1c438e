/** What the caller did wrong, in one lower-case sentence that names the value. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** The reason that the file system gives, without its code and system call. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^[A-Z]+: /, '').replace(/, \w+( '.*)?$/s, '');
}

import { ModelError, type ModelErrorCode } from '../errors.ts';
import type { Connection } from './connection.ts';

const meanings = new Map<string | null, ModelErrorCode>([
  ['RepoNotFound', 'no-repository'],
  ['RevisionNotFound', 'no-revision'],
  ['EntryNotFound', 'not-found'],
  ['GatedRepo', 'gated'],
  ['DisabledRepo', 'gated'],
]);

/**
 * What a hub means by an answer that is not the file. Hugging Face says it in `X-Error-Code`
 * (huggingface_hub, utils/_http.py, `hf_raise_for_status`); it answers 401 both for a repository
 * that does not exist and for one that is private, so that neither can be told from the other.
 * Mirrors may send the status alone.
 */
export function refusal(connection: Connection, url: string): ModelError {
  const { status, headers } = connection.response;
  const code = headers.get('x-error-code');
  connection.close();
  const answer = `${status}${code === null ? '' : ` ${code}`}`;
  const meaning = meanings.get(code);
  if (meaning !== undefined) return new ModelError(meaning, `the hub answers ${answer}: ${url}`);
  if (status === 401 || status === 403)
    return new ModelError('gated', `the server refuses to give it (${answer}): ${url}`);
  if (status === 404 || status === 410)
    return new ModelError('not-found', `the server has no such file (${answer}): ${url}`);
  return new ModelError('network', `the server answers ${answer}: ${url}`);
}

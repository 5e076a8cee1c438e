import { asModelError, type ErrorDetails, type ModelErrorCode } from '../model/errors.ts';
import { verifyGolden, type FactSet, type GoldenLine } from '../golden/index.ts';
import type { StoredModel } from '../model/library-client.ts';
import { connectStored, storedManifest, storedTokenizer } from './stored-model.ts';

/** Why the facts could not be checked. */
export interface GoldenFailure {
  readonly code: ModelErrorCode;
  readonly details: ErrorDetails;
}

/** Opens a stored model and holds it against the facts; gives why it cannot be opened, or null. */
export async function checkGolden(
  { id, dtype }: StoredModel,
  facts: FactSet,
  signal: AbortSignal,
  onLine: (line: GoldenLine) => void,
): Promise<GoldenFailure | null> {
  try {
    const { tensors } = await storedManifest(id);
    const { tokenizer } = await storedTokenizer(id);
    const engine = await connectStored(id, 'auto', () => undefined);
    const shapes = new Map<string, readonly number[]>(
      tensors.map(({ name, shape }) => [name, shape]),
    );
    await verifyGolden({ engine, tokenizer, shapes, dtype }, facts, { signal, onLine });
    return null;
  } catch (error) {
    return asModelError(error);
  }
}

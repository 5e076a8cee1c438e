/** What the tokenizer playground has in a link, in lesson and lab alike. */
import { flag, text, withDefault } from './fields.ts';
import type { Schema } from './schema.ts';

export interface PlaygroundState {
  readonly text: string;
  /** Read `<|endoftext|>` as the special token. */
  readonly allowSpecial: boolean;
}

export const playground: Schema<PlaygroundState> = {
  text: text('t'),
  allowSpecial: withDefault(flag('s'), false),
};

/** Links that hold the state of a page. docs/links.md says how to use them. */
export { edits } from './edits.ts';
export {
  choice,
  flag,
  headAt,
  json,
  level,
  list,
  LONGEST_TEXT,
  real,
  text,
  whole,
  withDefault,
} from './fields.ts';
export type { Field, HeadAt } from './fields.ts';
export { LIMITS, PAGE, readParts, writeParts } from './form.ts';
export type { Part, Parts, ReadParts } from './form.ts';
export { headsPage, MOST_PINS } from './heads-page.ts';
export type { HeadsPageState } from './heads-page.ts';
export { isLink, LONG, makeLink, openAtOnce, openLink } from './link.ts';
export type { Opened } from './link.ts';
export { modelPage } from './model-page.ts';
export type { ModelPageState } from './model-page.ts';
export { partsOf, placeOf, withoutPlace, withPart } from './place.ts';
export { playground } from './playground.ts';
export type { PlaygroundState } from './playground.ts';
export { readPart, writePart } from './schema.ts';
export type { ReadPart, Schema, WrittenPart } from './schema.ts';

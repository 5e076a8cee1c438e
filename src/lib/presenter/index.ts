export { askedSlide, clampSlide, withSlide } from './address.ts';
export {
  asks,
  clockText,
  heardAsk,
  heardDeck,
  type Ask,
  type FromDeck,
  type FromSpeaker,
  type SpeakerView,
} from './channel.ts';
export {
  hideable,
  lockable,
  readClassLink,
  writeClassLink,
  type ClassLink,
  type Hideable,
  type Lockable,
} from './class-link.ts';
export {
  commandOf,
  ownerOf,
  type Command,
  type Focused,
  type Owner,
  type Pressed,
} from './keys.ts';
export {
  noteOf,
  totalMinutes,
  type LessonNotes,
  type Note,
  type NoteText,
  type SpokenNote,
} from './notes.ts';

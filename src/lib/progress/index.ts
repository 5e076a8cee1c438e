export {
  noProgress,
  reach,
  solve,
  type LessonProgress,
  type Place,
  type Progress,
} from './progress.ts';
export { parseProgress, writeProgress } from './text.ts';

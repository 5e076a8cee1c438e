export {
  columnOf,
  pathTo,
  runningPlaces,
  type BeamColumn,
  type BeamNode,
  type Fate,
  type StepFacts,
} from './columns.ts';
export { layoutRows } from './layout.ts';
export {
  bestPlace,
  standings,
  type NodePlace,
  type SearchFacts,
  type Standing,
} from './standing.ts';
export {
  bestToy,
  exactProduct,
  searchToy,
  sumOfLogs,
  TOY_TREE,
  toyTexts,
  type ToyPath,
  type ToyStep,
  type ToyWord,
} from './toy.ts';

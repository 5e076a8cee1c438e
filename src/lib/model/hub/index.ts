export { ahead } from './ahead.ts';
export { HUGGING_FACE, parseAddress, type HubAddress, type HubRequest } from './address.ts';
export type { HubOptions } from './connection.ts';
export { RemoteFile } from './remote-file.ts';
export { openHubRepository, type HubRepository } from './repository.ts';
export { defaultPatience, type Patience } from './retries.ts';
export {
  fetchTensors,
  type ArrivedTensor,
  type RemoteTensor,
  type TransferOptions,
} from './tensors.ts';
export { readUrl } from './text-file.ts';
export { findTokenizer, type ReadText, type Tokenizer } from './tokenizer-files.ts';

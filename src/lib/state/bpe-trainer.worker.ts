/** Trains byte-pair encodings away from the page; one text at a time. */
import { expose } from 'comlink';
import { trainingDesk } from './bpe-trainer-desk.ts';

expose(trainingDesk());

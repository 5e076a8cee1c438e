import type { Prompt } from '../types.ts';

export const MAIN_DEMO = 'TransformerLens, demos/Main_Demo.ipynb';
export const EXPLORATORY = 'TransformerLens, demos/Exploratory_Analysis_Demo.ipynb';
export const HEAD_DETECTOR = 'TransformerLens, demos/Head_Detector_Demo.ipynb';
export const HOW_TO_GENERATE = 'Hugging Face blog, how-to-generate.md (2020, max_length=50)';
export const HF_TESTS = 'transformers, tests/models/gpt2/test_modeling_gpt2.py';

export const plain = (text: string): Prompt => ({ text, bos: false });
export const afterBos = (text: string): Prompt => ({ text, bos: true });

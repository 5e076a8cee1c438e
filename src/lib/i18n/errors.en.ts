import type { ModelErrorCode } from '../model/errors.ts';

/** For each thing that can go wrong: what happened, and a way out. */
export const errorsEn = {
  'error.not-gpt2':
    'This checkpoint is not a GPT-2, or it uses a part that this page cannot compute. Choose a model whose config.json says model_type "gpt2".',
  'error.bad-config':
    'The model’s config.json cannot be read, or a number in it makes no sense. Download that file again, or choose another model.',
  'error.not-safetensors':
    'The weight file is not in safetensors form. Choose the file named model.safetensors, not a .bin or .pt file.',
  'error.truncated':
    'The weight file ends too early, so part of the model is missing. Load it again; if that fails, download the file again.',
  'error.corrupt':
    'The weights were damaged on the way: they are not what their maker published. Load them again to get a fresh copy.',
  'error.missing-tensor':
    'The weight file lacks a tensor that a GPT-2 needs. Use the config.json and the weights from one and the same model.',
  'error.wrong-shape':
    'A weight has another shape than config.json promises. Use the config.json and the weights from one and the same model.',
  'error.not-found':
    'The server has no such model file. Check the model’s name, or go back to the teaching model.',
  'error.bad-address':
    'That is not the name of a model on the hub. Write it as owner/name, for example openai-community/gpt2.',
  'error.no-repository':
    'The hub shows no such model: the name is misspelt, or the model is private. Check the name on the hub; it has the form owner/name.',
  'error.no-revision':
    'The model has no such revision. Leave the revision empty for the newest one, or give a branch, tag or commit that it has.',
  'error.gated':
    'Its owner gives this model only to signed-in readers, and this page signs in nowhere. Download its files from the hub yourself and drop them here, or choose another model.',
  'error.no-safetensors':
    'This model has no weights in safetensors form. Look for a copy with a file named model.safetensors, or convert it and drop the result here.',
  'error.bad-tokenizer':
    'This model cuts text in a way that this page does not know. Choose a model with GPT-2’s kind of tokenizer, byte-level BPE: files vocab.json and merges.txt.',
  'error.rate-limited':
    'The server wants a longer pause before it sends more. What has arrived is kept: go on in a while.',
  'error.changed':
    'The model changed on the server while it was being downloaded. Start again to get the new one.',
  'error.missing-file':
    'Among these files one is missing that the model needs. Choose the whole folder: config.json, model.safetensors and the tokenizer files, or the zip as it was made.',
  'error.quota-exceeded':
    'The browser has no room for this model. Delete a stored model, free space on the disk, or choose a smaller form of it.',
  'error.not-stored':
    'This model is not stored in this browser. Download it, or drop its files here.',
  'error.network':
    'The connection broke while the model was loading. Check the network and try again; the teaching model comes with this site.',
  'error.empty-prompt': 'There is no text to read yet. Type a few words.',
  'error.too-long': 'The text is longer than this model can read at once. Shorten it.',
  'error.bad-id':
    'The text holds a token number that this model does not have. Type the text again, or choose another model.',
  'error.bad-capture':
    'The model has no activation of that name. Choose one from the map of the forward pass.',
  'error.bad-edit':
    'This experiment cannot be made on this model. Check its layer, head and positions, or remove it.',
  'error.bad-option':
    'One of the sampling settings makes no sense. Put temperature, top-k and top-p back to their defaults.',
  'error.out-of-memory':
    'The browser ran out of memory. Close other tabs and try again, or use the small teaching model.',
  'error.device-lost':
    'The browser lost the graphics card while the model was running. Your text is kept; run again to go on with the processor.',
  'error.worker-lost':
    'The background task that runs the model has stopped. Your text is kept; run again to restart it.',
  'error.no-backend':
    'This browser cannot compute in the way that was asked for: it has no WebGPU, or no graphics card that WebGPU can use. Use the processor instead; it is slower and just as exact.',
  'error.self-check-failed':
    'The model gave wrong numbers in every way of computing that this browser offers, so it was stopped. Update the browser or try another one; stored runs can still be read.',
  'error.aborted': 'Stopped at your request. Run again whenever you like.',
  'error.internal':
    'Something in this page went wrong that it did not expect. Reload the page; if it happens again, tell us what you did.',
} as const satisfies Record<`error.${ModelErrorCode}`, string>;

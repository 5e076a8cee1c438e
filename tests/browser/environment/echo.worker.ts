/** Answers each number with its square, through shared memory, to show that both exist here. */
addEventListener('message', ({ data }: MessageEvent<SharedArrayBuffer>) => {
  const numbers = new Int32Array(data);
  numbers.set(numbers.map((n) => n * n));
  postMessage('done');
});

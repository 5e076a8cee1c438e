/** Files that the bundler serves as they are. */
declare module 'onnxruntime-web/*?url' {
  const url: string;
  export default url;
}

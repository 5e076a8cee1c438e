/**
 * Lets the messages in that came in the meantime, an order to stop among them. WebAssembly computes
 * without a pause, and promises alone never let go of a worker; a timer would wait 4 ms.
 */
export function breathe(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

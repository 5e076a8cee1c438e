/** Whether the reader's browser asks to spare the network: then nothing large is fetched unasked. */
export function sparesNetwork(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

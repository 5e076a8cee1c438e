/** What a page without a debugger says, one message at a time; the page waits for the answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export class Reports {
  private readonly heard: { what: string; answer: () => void }[] = [];
  private wake: () => void = () => undefined;
  private answerLast: () => void = () => undefined;

  /** The next message; throws unless it begins with `expected`. */
  async next(expected: string): Promise<string> {
    while (this.heard.length === 0) await new Promise<void>((wake) => (this.wake = wake));
    const { what, answer } = this.heard.shift() ?? { what: '', answer: () => undefined };
    this.answerLast = answer;
    if (!what.startsWith(expected)) throw new Error(`the page says: ${what}`);
    return what;
  }

  /** Lets the page go on. */
  answer(): void {
    this.answerLast();
    this.answerLast = () => undefined;
  }

  readonly receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const what = await text(request);
    this.heard.push({ what, answer: () => void response.writeHead(204).end() });
    this.wake();
  };
}

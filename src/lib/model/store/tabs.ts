/** What tabs tell each other about their downloads. */
import type { Progress } from './progress.ts';

type Message =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'stop'; readonly id: string }
  | { readonly type: 'changed' };

export interface TabListener {
  progress?(progress: Progress): void;
  /** Some tab wants this download to stop. */
  stop?(id: string): void;
  /** A model came, went, or stands still. */
  changed?(): void;
}

/** Reaches this tab's listeners, and those of all others where the browser has channels. */
export class Tabs {
  private readonly listeners = new Set<TabListener>();
  private readonly channel: BroadcastChannel | null;

  constructor(name = 'vitrine-models') {
    this.channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
    this.channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => this.hear(data));
  }

  listen(listener: TabListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(message: Message): void {
    this.channel?.postMessage(message);
    this.hear(message);
  }

  close(): void {
    this.channel?.close();
    this.listeners.clear();
  }

  private hear(message: Message): void {
    for (const listener of this.listeners) {
      if (message.type === 'progress') listener.progress?.(message.progress);
      else if (message.type === 'stop') listener.stop?.(message.id);
      else listener.changed?.();
    }
  }
}

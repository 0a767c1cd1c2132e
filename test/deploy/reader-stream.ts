import { readFrame, writePosition, type Frame, type Position } from '@/events/frame';
import { follow } from '@/events/sequence';
import { BrokenOff, type Visitor } from './visitor';

/** A page's event stream: opened again where it breaks, from where it left off, judged by the page's own rules of order. */
export class ReaderStream {
  readonly heard: { readonly kind: string; readonly payload: { readonly [key: string]: unknown }; readonly at: number }[] = [];
  readonly beats: number[] = [];
  /** Times something was missed. */
  resyncs = 0;
  /** Answers that were no stream. */
  readonly refusals: number[] = [];
  readonly opened: number[] = [];
  /** How long each stream that ended stood open, ms. */
  readonly lives: number[] = [];
  ended = false;
  #position: Position | null = null;
  readonly #leave = new AbortController();
  readonly #running: Promise<void>;

  constructor(visitor: Visitor, comeBackMs = 500) {
    this.#running = this.#run(visitor, comeBackMs);
  }

  isOpen = (): boolean => this.#isOpen;
  #isOpen = false;

  async close(): Promise<void> {
    this.#leave.abort();
    await this.#running;
  }

  async #run(visitor: Visitor, comeBackMs: number): Promise<void> {
    while (!this.#leave.signal.aborted && !this.ended) {
      let rest = '';
      const take = (part: Buffer): void => {
        const frames = `${rest}${part.toString()}`.split('\n\n');
        rest = frames.pop() ?? '';
        for (const each of frames) this.#take(each);
      };
      const from = this.#position ? { 'last-event-id': writePosition(this.#position) } : undefined;
      try {
        const answer = await visitor.ask('/api/events', { headers: { accept: 'text/event-stream', ...from }, onPart: take, timeoutMs: 120_000, signal: this.#leave.signal });
        if (answer.status !== 200) this.refusals.push(answer.status);
      } catch (fault) {
        if (!(fault instanceof BrokenOff)) throw fault;
      }
      if (this.#isOpen) this.lives.push(performance.now() - (this.opened.at(-1) ?? NaN));
      this.#isOpen = false;
      if (!this.#leave.signal.aborted) await new Promise((done) => setTimeout(done, comeBackMs * Math.random()));
    }
  }

  #take(text: string): void {
    const field = (name: string): string => new RegExp(`^${name}: ?(.*)$`, 'm').exec(text)?.[1] ?? '';
    const frame = readFrame({ type: field('event'), id: field('id'), data: field('data') });
    if (typeof frame === 'string') return;
    this.#note(frame);
    const { at, resync } = follow(this.#position, frame);
    this.#position = at;
    if (resync) this.resyncs += 1;
  }

  #note(frame: Frame): void {
    if (frame.type === 'hello') {
      this.#isOpen = true;
      this.opened.push(performance.now());
    } else if (frame.type === 'heartbeat') this.beats.push(performance.now());
    else if (frame.type === 'event') this.heard.push({ ...frame.event, at: performance.now() });
    else if (frame.type === 'ended') this.ended = true;
  }
}

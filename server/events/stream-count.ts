import type { Actor } from '@/domain/access';

export interface StreamLimits {
  /** Streams of one person or screen. */
  readonly perReader: number;
  /** Streams from one address of readers who are not signed in; many may stand behind one. */
  readonly perAddress: number;
  /** Streams of this gateway. */
  readonly total: number;
}

/** How many streams are open, and whose. */
export class StreamCount {
  readonly #limits: StreamLimits;
  readonly #open = new Map<string, number>();
  total = 0;

  constructor(limits: StreamLimits) {
    this.#limits = limits;
  }

  refusal(actor: Actor, address: string): 'too-many' | 'overloaded' | null {
    const most = actor.kind === 'anonymous' ? this.#limits.perAddress : this.#limits.perReader;
    if ((this.#open.get(ownerOf(actor, address)) ?? 0) >= most) return 'too-many';
    return this.total >= this.#limits.total ? 'overloaded' : null;
  }

  /** Counts one in; returns how to count it out. */
  enter(actor: Actor, address: string): () => void {
    const owner = ownerOf(actor, address);
    this.#open.set(owner, (this.#open.get(owner) ?? 0) + 1);
    this.total += 1;
    return () => {
      this.total -= 1;
      const left = (this.#open.get(owner) ?? 1) - 1;
      if (left > 0) this.#open.set(owner, left);
      else this.#open.delete(owner);
    };
  }
}

const ownerOf = (actor: Actor, address: string): string => (actor.kind === 'anonymous' ? `address:${address}` : `${actor.kind}:${actor.id}`);

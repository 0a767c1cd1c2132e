/*
 * The dossiers, one column a property, so that a million and a half of them fit in some 25 MB and a scan takes milliseconds.
 * Rows are grouped by receiving unit and ascend by day of receipt within it.
 */

/** KenhThucHien. */
export const CHANNEL = { counter: 1, online: 2, postal: 3 } as const;
/** How the settlement stands to the promised day; planned outcome while the dossier is pending. */
export const OUTCOME = { early: 0, onTime: 1, late: 2 } as const;
/** What is special about the way it went. */
export const COURSE = { plain: 0, supplement: 1, fee: 2, withdrawn: 3 } as const;

/** Facts about a dossier that index 766 counts. */
export const FACT = {
  synced: 1, resultFile: 2, digitised: 4, reused: 8, paidOnline: 16, personalStore: 32, population: 64, disliked: 128, certifiedCopy: 256,
} as const;

export interface Dossiers {
  readonly size: number;
  /** Index of the receiving unit in the unit book. */
  readonly unit: Uint16Array;
  /** Index into the procedure list. */
  readonly procedure: Uint16Array;
  /** Civil minute of receipt. */
  readonly received: Int32Array;
  /** Civil day promised. */
  readonly due: Uint16Array;
  /** Civil minute of settlement; in the future for what is pending. */
  readonly done: Int32Array;
  /** Channel in bits 0–1, outcome in 2–3, course in 4–5. */
  readonly bits: Uint8Array;
  /** {@link FACT} flags. */
  readonly facts: Uint16Array;
  /** Rows of unit `u` are `[start[u], start[u + 1])`. */
  readonly start: Uint32Array;
}

export const channelOf = (bits: number): number => bits & 3;
export const outcomeOf = (bits: number): number => (bits >> 2) & 3;
export const courseOf = (bits: number): number => (bits >> 4) & 3;
export const bitsOf = (channel: number, outcome: number, course: number): number => channel | (outcome << 2) | (course << 4);

/** Grows the columns while dossiers are written. */
export class DossierWriter {
  size = 0;
  private capacity: number;
  private unit: Uint16Array;
  private procedure: Uint16Array;
  private received: Int32Array;
  private due: Uint16Array;
  private done: Int32Array;
  private bits: Uint8Array;
  private facts: Uint16Array;

  constructor(expected: number) {
    this.capacity = Math.max(1024, expected);
    this.unit = new Uint16Array(this.capacity);
    this.procedure = new Uint16Array(this.capacity);
    this.received = new Int32Array(this.capacity);
    this.due = new Uint16Array(this.capacity);
    this.done = new Int32Array(this.capacity);
    this.bits = new Uint8Array(this.capacity);
    this.facts = new Uint16Array(this.capacity);
  }

  add(unit: number, procedure: number, received: number, due: number, done: number, bits: number, facts: number): void {
    if (this.size === this.capacity) this.grow();
    const at = this.size++;
    this.unit[at] = unit;
    this.procedure[at] = procedure;
    this.received[at] = received;
    this.due[at] = due;
    this.done[at] = done;
    this.bits[at] = bits;
    this.facts[at] = facts;
  }

  finish(start: Uint32Array): Dossiers {
    const { size } = this;
    return {
      size, start,
      unit: this.unit.subarray(0, size), procedure: this.procedure.subarray(0, size), received: this.received.subarray(0, size),
      due: this.due.subarray(0, size), done: this.done.subarray(0, size), bits: this.bits.subarray(0, size), facts: this.facts.subarray(0, size),
    };
  }

  private grow(): void {
    this.capacity = Math.ceil(this.capacity * 1.25);
    const larger = <T extends Uint8Array | Uint16Array | Int32Array>(column: T, make: new (size: number) => T): T => {
      const next = new make(this.capacity);
      next.set(column);
      return next;
    };
    this.unit = larger(this.unit, Uint16Array);
    this.procedure = larger(this.procedure, Uint16Array);
    this.received = larger(this.received, Int32Array);
    this.due = larger(this.due, Uint16Array);
    this.done = larger(this.done, Int32Array);
    this.bits = larger(this.bits, Uint8Array);
    this.facts = larger(this.facts, Uint16Array);
  }
}

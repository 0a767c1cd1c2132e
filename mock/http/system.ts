/** A question as a source system sees it. */
export interface MockRequest {
  readonly method: string;
  /** Below the system's own folder, starts with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  /** The system's own clock, epoch ms, already floored to its {@link SourceSystem.tickMs}. */
  readonly now: number;
}

export interface MockReply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** In place of `body`: a picture or a file. */
  readonly bytes?: Buffer;
}

/** What the data-changing scenarios may touch in a system's answers; names are keys of its JSON at any depth. */
export interface FaultPlaces {
  /** One key that a new version of the system calls differently. */
  readonly rename: readonly [from: string, to: string];
  /** Keys whose numbers (also inside lists) are measured values. */
  readonly numbers: readonly string[];
  /** Keys whose lists hold the rows of an answer, some of which may be left out. */
  readonly rows: readonly string[];
  /** Keys whose lists are events or shapes with an id, which may be given again. */
  readonly events: readonly string[];
}

/** One source system of the province: what it is called, and how it answers. Pure but for its own caches. */
export interface SourceSystem {
  readonly id: string;
  readonly title: { readonly vi: string; readonly en: string };
  /** For the front page and for people: method, path and what it tells. */
  readonly endpoints: readonly (readonly [method: string, path: string, what: string])[];
  /** How often its figures can change, ms. Within one tick equal questions have equal answers, byte for byte. */
  readonly tickMs: number;
  /** How long it thinks before it answers, ms; none where left out. */
  readonly delayMs?: number;
  readonly places: FaultPlaces;
  answer(request: MockRequest): MockReply;
}

export const JSON_TYPE = 'application/json; charset=utf-8';

export const jsonReply = (value: unknown, status = 200, type = JSON_TYPE): MockReply => ({ status, type, body: JSON.stringify(value) });

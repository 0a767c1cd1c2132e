import { randomBytes, randomUUID } from 'node:crypto';
import type { SignedIn } from './people';

/** One save that was made up; `nonce` stands in the body, so that a body found later names the save it came from. */
export interface Submission {
  readonly id: string;
  readonly nonce: string;
  readonly body: unknown;
}
export interface Acknowledged extends Submission {
  readonly revision: number;
}

export interface SaverParts {
  readonly origin: string;
  readonly as: SignedIn;
  readonly documents: readonly string[];
  readonly onSubmit: (made: Submission) => void;
  readonly onAcknowledged: (saved: Acknowledged) => void;
  /** True once no new save is to be begun; one under way is still brought to its answer. */
  readonly isOver: () => boolean;
  /** After this moment (`performance.now()`) a save without an answer is given up. */
  readonly giveUpAt: () => number;
}

export interface SaverReport {
  readonly conflicts: number;
  readonly unanswered: number;
  /** Answers that no save of this kind may get, in words. */
  readonly refused: readonly string[];
}

const ANSWER_MS = 8_000;
/** Between two saves: many people at work, not a flood that the limits would hold back. */
const PAUSE_MS = 110;
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const KIND = 'scene';

interface Answer {
  readonly status: number;
  readonly body: { readonly revision?: number; readonly current?: { readonly revision: number }; readonly code?: string };
}

/** A client as the page is one: saves on the revision it knows, repeats a save without an answer under its key, and looks again after a conflict. */
export async function keepSaving(parts: SaverParts): Promise<SaverReport> {
  const known = new Map<string, number>();
  const refused: string[] = [];
  let [conflicts, unanswered] = [0, 0];
  while (!parts.isOver()) {
    const id = parts.documents[Math.floor(Math.random() * parts.documents.length)] ?? '';
    const made = submission(id);
    parts.onSubmit(made);
    const answer = await untilAnswered(parts, made, known.get(id) ?? 0);
    if (answer?.status === 200 && answer.body.revision !== undefined) {
      known.set(id, answer.body.revision);
      parts.onAcknowledged({ ...made, revision: answer.body.revision });
    } else if (answer?.status === 409) {
      conflicts += 1;
      known.set(id, answer.body.current?.revision ?? 0);
    } else if (answer === null) unanswered += 1;
    else {
      // A document that was acknowledged and is gone answers so.
      known.delete(id);
      refused.push(`a save of ${id} was answered ${answer.status} ${answer.body.code ?? ''}`);
    }
    await wait(PAUSE_MS * (0.5 + Math.random()));
  }
  return { conflicts, unanswered, refused };
}

/** A save made up for one document, unlike every other. */
export function submission(id: string): Submission {
  const nonce = randomUUID();
  // A few kibibytes: large enough to be written in more than one page.
  const name = `${nonce} ${randomBytes(24).toString('base64')}`;
  const dashboards = Array.from({ length: 40 }, () => `d-${randomBytes(12).toString('hex')}`);
  return { id, nonce, body: { schemaVersion: 1, title: { vi: name, en: name }, dashboards, seconds: 30 } };
}

/** The same request under the same key until somebody answers it; null where nobody does in time. */
async function untilAnswered(parts: SaverParts, made: Submission, on: number): Promise<Answer | null> {
  const key = randomUUID();
  for (let round = 0; performance.now() < parts.giveUpAt(); round += 1) {
    const answer = await ask(parts, made, on, key);
    if (answer && answer.status < 500 && ![401, 408, 429].includes(answer.status)) return answer;
    await wait(Math.min(1_000, 50 * 2 ** Math.min(round, 4)) * (0.5 + Math.random()));
  }
  return null;
}

async function ask({ origin, as }: SaverParts, { id, body }: Submission, on: number, key: string): Promise<Answer | null> {
  try {
    const answer = await fetch(`${origin}/api/documents/${KIND}/${id}`, {
      method: 'PUT', signal: AbortSignal.timeout(ANSWER_MS),
      headers: { ...as.headers(), 'content-type': 'application/json', 'idempotency-key': key, ...(on === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${on}"` }) },
      body: JSON.stringify({ body, reason: 'thử', ...(on === 0 ? { owner: 'unit', unit: null } : {}) }),
    });
    as.heed(answer);
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  } catch {
    return null; // the gateway is gone, or went away while answering
  }
}

import { onScopeDispose, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import type { GatewayFile } from '@/federation/gateway/fetch-file';
import type { GatewayProblem } from '@/federation/gateway/call';
import type { Keeper } from './kept-in-tab';
import { isUnheard } from './report-call';
import type { Call, FetchFile } from './report-call';
import { readJob } from './report-job';
import type { FileFormat, FileJob, KeptJob } from './report-job';

/** A file that is wanted: at once from `path`, or `behind` the page. */
export interface FileWanted {
  readonly report: string;
  readonly format: FileFormat;
  readonly path: string;
  readonly behind: boolean;
  /** Where the gateway gives it no name. */
  readonly name: string;
}
export interface FileOnItsWay {
  readonly format: FileFormat;
  /** `asked`, `turn`: waits for its turn; `made`: step by step; `busy`: the gateway has too much to do, asked again by itself; `coming`: bytes. */
  readonly stage: 'asked' | 'turn' | 'made' | 'busy' | 'coming';
  /** Steps, or bytes; `of` is null where nobody said how many there will be. */
  readonly done: number;
  readonly of: number | null;
}
export interface FailedFile {
  readonly format: FileFormat;
  readonly problem: GatewayProblem;
}
export interface Files {
  readonly onItsWay: ShallowRef<FileOnItsWay | null>;
  readonly failed: ShallowRef<FailedFile | null>;
  /** The format that came last. */
  readonly done: ShallowRef<FileFormat | null>;
  take(wanted: FileWanted): Promise<void>;
  /** The one that failed, once more. */
  again(): Promise<void>;
  /** Goes on with what an earlier page asked for. */
  resume(): Promise<void>;
  cancel(): void;
}
export interface FilesParts {
  readonly call: Call;
  readonly fetchFile: FetchFile;
  readonly keeper: Keeper<KeptJob>;
  /** Hands a whole file to the person. */
  readonly save: (bytes: Blob, name: string) => void;
  readonly pause: (ms: number) => Promise<void>;
}

const FIRST_LOOK_MS = 500;
const LONGEST_LOOK_MS = 3_000;
const FIRST_WAIT_MS = 2_000;
/** Asked so often while the gateway is busy or does not answer. */
const MOST_TRIES = 6;
/** Left by the person, not with the page. */
const LEFT = 'left';
const failedAs = (code: string): GatewayProblem => ({ code, status: 200, body: null });
type Ask<T> = () => Promise<Result<T, GatewayProblem>>;

/** Files of a report, one at a time: how far they are, what went wrong, and a way to leave it. Nothing is saved but a whole file. */
export function useFiles({ call, fetchFile, keeper, save, pause }: FilesParts): Files {
  const onItsWay = shallowRef<FileOnItsWay | null>(null);
  const failed = shallowRef<FailedFile | null>(null);
  const done = shallowRef<FileFormat | null>(null);
  let last: FileWanted | null = null;
  let leaving = new AbortController();
  // The job goes on without the page.
  onScopeDispose(() => leaving.abort());

  /** Asked again by itself while nobody answers or the gateway is busy. */
  async function heard<T>(ask: Ask<T>, format: FileFormat, { signal }: AbortController): Promise<Result<T, GatewayProblem>> {
    for (let tries = 1; ; tries += 1) {
      const reply = await ask();
      if (reply.ok || signal.aborted || tries >= MOST_TRIES || !isUnheard(reply.error) || ['cancelled', 'no-browser'].includes(reply.error.code)) return reply;
      onItsWay.value = { format, stage: 'busy', done: 0, of: null };
      await pause(reply.error.retryAfterMs ?? FIRST_WAIT_MS * tries);
      if (signal.aborted) return err(failedAs('cancelled'));
    }
  }
  const giveUp = (id: string): void => void call('DELETE', `/api/report-jobs/${id}`);
  const ofJob: (ask: Promise<Result<unknown, GatewayProblem>>) => Promise<Result<FileJob, GatewayProblem>> = async (ask) => {
    const reply = await ask;
    if (!reply.ok) return reply;
    const job = readJob(reply.value);
    return job ? ok(job) : err(failedAs('unexpected'));
  };
  async function fetched(path: string, format: FileFormat, own: AbortController): Promise<Result<GatewayFile, GatewayProblem>> {
    onItsWay.value = { format, stage: 'asked', done: 0, of: null };
    return heard(() => fetchFile(path, { signal: own.signal, onBytes: (got, of) => { onItsWay.value = { format, stage: 'coming', done: got, of }; } }), format, own);
  }
  /** Looks after a job until it is done, then fetches its file. */
  async function followed({ id, format }: KeptJob, own: AbortController): Promise<Result<GatewayFile, GatewayProblem>> {
    for (let waitMs = FIRST_LOOK_MS; ; waitMs = Math.min(LONGEST_LOOK_MS, waitMs * 1.4)) {
      const job = await heard(() => ofJob(call('GET', `/api/report-jobs/${id}`)), format, own);
      if (!job.ok) return job;
      if (own.signal.aborted || job.value.state === 'cancelled') return err(failedAs('cancelled'));
      if (job.value.state === 'failed') return err(failedAs(job.value.reason ?? 'internal'));
      if (job.value.state === 'done') return fetched(`/api/report-jobs/${id}/file`, format, own);
      onItsWay.value = { format, stage: job.value.state === 'waiting' ? 'turn' : 'made', done: job.value.done, of: job.value.of };
      await pause(waitMs);
    }
  }
  async function made({ report, format, name }: FileWanted, own: AbortController): Promise<Result<GatewayFile, GatewayProblem>> {
    const job = await heard(() => ofJob(call('POST', '/api/report-jobs', { report, format })), format, own);
    if (!job.ok) return job;
    if (own.signal.reason === LEFT) {
      giveUp(job.value.id);
      return err(failedAs('cancelled'));
    }
    const kept = { id: job.value.id, report, format, name };
    keeper.keep(kept);
    return followed(kept, own);
  }
  async function run(format: FileFormat, name: string, get: (own: AbortController) => Promise<Result<GatewayFile, GatewayProblem>>): Promise<void> {
    const own = (leaving = new AbortController());
    failed.value = null;
    done.value = null;
    onItsWay.value = { format, stage: 'asked', done: 0, of: null };
    const reply = await get(own);
    if (leaving !== own) return;
    onItsWay.value = null;
    // Left with the page: the next one goes on.
    if (own.signal.aborted) return;
    keeper.keep(null);
    if (reply.ok) {
      save(reply.value.bytes, reply.value.name ?? name);
      done.value = format;
    } else if (reply.error.code !== 'cancelled') failed.value = { format, problem: reply.error };
  }
  async function take(wanted: FileWanted): Promise<void> {
    if (onItsWay.value) return;
    last = wanted;
    await run(wanted.format, wanted.name, (own) => (wanted.behind ? made(wanted, own) : fetched(wanted.path, wanted.format, own)));
  }

  return {
    onItsWay, failed, done, take,
    async again() {
      if (last) await take(last);
    },
    async resume() {
      const kept = onItsWay.value ? null : keeper.read();
      if (!kept) return;
      last = { ...kept, path: '', behind: true };
      await run(kept.format, kept.name, (own) => followed(kept, own));
    },
    cancel() {
      const kept = keeper.read();
      keeper.keep(null);
      if (kept) giveUp(kept.id);
      leaving.abort(LEFT);
      onItsWay.value = null;
    },
  };
}

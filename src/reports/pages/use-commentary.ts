import { computed, onScopeDispose, shallowRef } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import type { GatewayProblem } from '@/federation/gateway/call';
import { readReport } from '../register/parse-report';
import type { OpenReport } from '../register/parse-report';
import { isOpen } from '../register/record';
import type { WordsKeeper } from './kept-words';
import { mergeWords, sameWords } from './merge-words';
import type { Words, WordsClash } from './merge-words';
import { isConflict, isUnheard, reportPath, revisionHeader } from './report-call';
import type { Call } from './report-call';

/** Name under which the signer stands among the words. */
export const SIGNER = '.signer';
/** A pause in writing after which it is sent. */
const PAUSE_MS = 900;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;
/** Saves of one breath that others overtake before a person is asked. */
const MOST_TRIES = 5;

/** `waiting`: written and not yet sent. `unsent`: nobody answered, tried again. `closed`: the report is no longer open. */
export type SaveStanding = 'saved' | 'waiting' | 'saving' | 'unsent' | 'clash' | 'closed' | 'refused';
export interface Commentary {
  readonly words: ShallowRef<Words>;
  readonly standing: ShallowRef<SaveStanding>;
  readonly clashes: ShallowRef<readonly WordsClash[]>;
  readonly problem: ShallowRef<GatewayProblem | null>;
  readonly isDirty: ComputedRef<boolean>;
  readonly canUndo: ComputedRef<boolean>;
  /** Texts that are only here, by id. */
  readonly unsent: ComputedRef<Words>;
  write(id: string, text: string): void;
  undo(): void;
  /** What stands in place of a clash. */
  settle(id: string, text: string): void;
  /** Sends what is there; true where everything is with the gateway. */
  flush(): Promise<boolean>;
  /** What others did meanwhile: what is written here and not sent stays, and is joined to theirs. */
  meet(theirs: OpenReport): Promise<void>;
  /** The report as it came: its words become ours, and what was kept of an earlier page is brought together with them. */
  begin(report: OpenReport): void;
}
export interface CommentaryParts {
  readonly call: Call;
  readonly report: ShallowRef<OpenReport | null>;
  /** A newer state of the report arrived with a save. */
  readonly take: (report: OpenReport) => void;
  readonly keeper: () => WordsKeeper;
}

const wordsOf = ({ commentary, signer }: OpenReport): Words => ({ ...commentary, [SIGNER]: signer });
function bodyOf(words: Words): { readonly commentary: Words; readonly signer: string } {
  const { [SIGNER]: signer = '', ...commentary } = words;
  return { commentary, signer };
}
const currentOf = ({ body }: GatewayProblem): OpenReport | null => {
  const told = typeof body === 'object' && body !== null ? (body as { readonly current?: unknown }) : {};
  return readReport(told.current);
};

/** What people write in a report: saved by itself against the revision it stands on; what others wrote meanwhile is joined, never overwritten. */
export function useCommentary({ call, report, take, keeper }: CommentaryParts): Commentary {
  const base = shallowRef<Words>({});
  const words = shallowRef<Words>({});
  const standing = shallowRef<SaveStanding>('saved');
  const clashes = shallowRef<readonly WordsClash[]>([]);
  const problem = shallowRef<GatewayProblem | null>(null);
  const past = shallowRef<readonly { readonly id: string; readonly text: string }[]>([]);
  const isDirty = computed(() => !sameWords(base.value, words.value) || clashes.value.length > 0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<boolean> | null = null;
  let waitMs = FIRST_WAIT_MS;
  let burst: string | null = null;
  onScopeDispose(() => clearTimeout(timer));

  const keep = (): void => keeper().keep(isDirty.value ? { base: base.value, mine: withClashes() } : null);
  const withClashes = (): Words => ({ ...words.value, ...Object.fromEntries(clashes.value.map(({ id, mine }) => [id, mine])) });
  function later(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  }
  function change(id: string, text: string): void {
    words.value = { ...words.value, [id]: text };
    if (standing.value !== 'clash' && standing.value !== 'closed') standing.value = 'waiting';
    keep();
    later(PAUSE_MS);
  }
  function join(theirs: OpenReport): void {
    const merged = mergeWords(base.value, words.value, wordsOf(theirs));
    base.value = wordsOf(theirs);
    words.value = merged.words;
    clashes.value = [...clashes.value.filter(({ id }) => !merged.clashes.some((one) => one.id === id)), ...merged.clashes];
    take(theirs);
    keep();
  }

  /** One save; true where another is to follow at once. */
  async function saveOnce(at: OpenReport): Promise<boolean> {
    const sent = words.value;
    standing.value = 'saving';
    problem.value = null;
    const reply = await call('PATCH', reportPath(at.id), bodyOf(sent), revisionHeader(at.revision));
    if (reply.ok) {
      const saved = readReport(reply.value);
      base.value = sent;
      waitMs = FIRST_WAIT_MS;
      if (saved) take(saved);
      burst = null;
      return true;
    }
    problem.value = reply.error;
    // It may be refused because it was handed in meanwhile.
    if (!isUnheard(reply.error)) {
      const again = (isConflict(reply.error) ? currentOf(reply.error) : null) ?? (await readAgain(at.id));
      if (again && again.revision !== at.revision) {
        join(again);
        return true;
      }
    }
    standing.value = isUnheard(reply.error) ? 'unsent' : 'refused';
    if (standing.value === 'unsent') {
      later(reply.error.retryAfterMs ?? waitMs);
      waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
    }
    return false;
  }
  async function readAgain(id: string): Promise<OpenReport | null> {
    const reply = await call('GET', reportPath(id));
    return reply.ok ? readReport(reply.value) : null;
  }
  async function saveAll(): Promise<boolean> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const at = report.value;
      if (!at || !isDirty.value) break;
      if (!isOpen(at.state)) { standing.value = 'closed'; return false; }
      if (sameWords(base.value, words.value)) break;
      if (!(await saveOnce(at))) return false;
    }
    standing.value = clashes.value.length > 0 ? 'clash' : isDirty.value ? 'waiting' : 'saved';
    keep();
    if (standing.value === 'waiting') later(PAUSE_MS);
    return standing.value === 'saved';
  }
  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    sending ??= saveAll().finally(() => { sending = null; });
    return sending;
  }

  return {
    words, standing, clashes, problem, isDirty, flush,
    canUndo: computed(() => past.value.length > 0),
    unsent: computed(() => Object.fromEntries(Object.entries(withClashes()).filter(([id, text]) => text !== '' && text !== (base.value[id] ?? '')))),
    write(id, text) {
      const before = words.value[id] ?? '';
      if (before === text) return;
      // One step back takes a stretch of writing, not a letter.
      if (burst !== id) past.value = [...past.value, { id, text: before }];
      burst = id;
      change(id, text);
    },
    undo() {
      const last = past.value.at(-1);
      if (!last) return;
      past.value = past.value.slice(0, -1);
      burst = null;
      change(last.id, last.text);
    },
    settle(id, text) {
      clashes.value = clashes.value.filter((one) => one.id !== id);
      standing.value = 'waiting';
      change(id, text);
    },
    async meet(theirs) {
      await sending;
      const at = report.value;
      if (!at || theirs.id !== at.id || theirs.revision <= at.revision) return;
      // A step back must not take away what another wrote.
      const [before, now] = [wordsOf(at), wordsOf(theirs)];
      past.value = past.value.filter(({ id }) => (before[id] ?? '') === (now[id] ?? ''));
      join(theirs);
      standing.value = !isDirty.value ? 'saved' : !isOpen(theirs.state) ? 'closed' : clashes.value.length > 0 ? 'clash' : 'waiting';
      if (standing.value === 'waiting') later(PAUSE_MS);
    },
    begin(found) {
      base.value = wordsOf(found);
      words.value = wordsOf(found);
      past.value = [];
      clashes.value = [];
      standing.value = 'saved';
      const kept = keeper().read();
      if (!kept) return;
      const merged = mergeWords(kept.base, kept.mine, wordsOf(found));
      words.value = merged.words;
      clashes.value = merged.clashes;
      if (isDirty.value) void flush();
    },
  };
}

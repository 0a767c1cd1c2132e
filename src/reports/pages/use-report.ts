import { computed, shallowRef } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import type { GatewayProblem } from '@/federation/gateway/call';
import { readChanges, readIssues, readReport } from '../register/parse-report';
import type { OpenReport, ReportChange, ShownIssue } from '../register/parse-report';
import { isOpen } from '../register/record';
import type { ReportStep } from '../register/record';
import type { PageDeed } from './deeds';
import type { WordsKeeper } from './kept-words';
import { isConflict, reportPath, revisionHeader } from './report-call';
import type { Call } from './report-call';
import { useAsk } from './use-ask';
import type { Asked } from './use-ask';
import { useCommentary } from './use-commentary';
import type { Commentary } from './use-commentary';

/** What is said with a deed. */
export interface DeedWords {
  readonly reason?: string;
  readonly number?: string;
}
export interface ReportDesk {
  readonly report: ShallowRef<OpenReport | null>;
  readonly loading: Asked<OpenReport>;
  readonly commentary: Commentary;
  readonly issues: Asked<readonly ShownIssue[]>;
  readonly changes: Asked<readonly ReportChange[]>;
  /** The deed under way. */
  readonly doing: ShallowRef<PageDeed | null>;
  readonly problem: ShallowRef<GatewayProblem | null>;
  /** Nothing stands in the way of issuing it. */
  readonly isClean: ComputedRef<boolean>;
  load(): Promise<void>;
  /** Reads what others did meanwhile; what is being written here stays. */
  hear(): Promise<void>;
  /** What another did last while the page was open; null where it was read, or nothing was. */
  readonly news: ShallowRef<ReportStep | null>;
  /** What did not work was read. */
  forget(): void;
  /** Null where it did not work; else the report that stands now, another one after a correction. */
  run(deed: PageDeed, words: DeedWords): Promise<OpenReport | null>;
}

/** One report on its page: what it says, what people write in it, what is wrong with it and what is done with it. */
export function useReport(call: Call, id: () => string, keeper: () => WordsKeeper): ReportDesk {
  const report = shallowRef<OpenReport | null>(null);
  const doing = shallowRef<PageDeed | null>(null);
  const problem = shallowRef<GatewayProblem | null>(null);
  const news = shallowRef<ReportStep | null>(null);
  const loading = useAsk(() => call('GET', reportPath(id())), readReport);
  const issues = useAsk(() => call('GET', reportPath(id(), '/checks')), readIssues);
  const changes = useAsk(() => call('GET', reportPath(id(), '/changes')), readChanges);

  function take(next: OpenReport): void {
    const changed = next.contentHash !== report.value?.contentHash;
    report.value = next;
    if (changed && isOpen(next.state)) void issues.load();
  }
  const commentary = useCommentary({ call, report, take, keeper });

  async function load(): Promise<void> {
    await loading.load();
    const found = loading.value.value;
    if (!found || loading.problem.value) return;
    report.value = found;
    commentary.begin(found);
    await Promise.all([issues.load(), found.supersedes === null ? Promise.resolve() : changes.load()]);
  }
  async function hear(): Promise<void> {
    const at = report.value;
    if (!at || doing.value) return;
    const reply = await call('GET', reportPath(at.id));
    const next = reply.ok ? readReport(reply.value) : null;
    // A save or a deed of one's own is heard of too: that is on the page already.
    if (!next || doing.value || report.value?.id !== next.id || next.revision <= report.value.revision) return;
    await commentary.meet(next);
    if (report.value.revision !== next.revision || next.steps.length <= at.steps.length) return;
    news.value = next.steps.at(-1) ?? null;
    if (isOpen(next.state)) void issues.load();
  }
  const request = (deed: PageDeed, at: OpenReport, { reason, number }: DeedWords) => {
    if (deed === 'refresh') return call('POST', reportPath(at.id, '/refresh'), {}, revisionHeader(at.revision));
    if (deed === 'correct') return call('POST', reportPath(at.id, '/correct'), { reason }, revisionHeader(at.revision));
    return call('POST', reportPath(at.id, '/deeds'), { deed, ...(reason ? { reason } : {}), ...(number ? { number } : {}) }, revisionHeader(at.revision));
  };

  return {
    report, loading, commentary, issues, changes, doing, problem, load, hear, news,
    forget() { problem.value = null; },
    isClean: computed(() => issues.value.value !== null && !issues.value.value.some(({ severity }) => severity === 'stop')),
    async run(deed, words) {
      if (doing.value || !report.value) return null;
      doing.value = deed;
      problem.value = null;
      news.value = null;
      // What was written goes up first: a report is handed in with all its words.
      const isSent = !isOpen(report.value.state) || (await commentary.flush());
      const reply = isSent ? await request(deed, report.value, words) : null;
      doing.value = null;
      if (!reply) return null;
      if (!reply.ok) {
        problem.value = reply.error;
        if (isConflict(reply.error)) await load();
        return null;
      }
      const next = readReport(reply.value);
      if (!next) {
        await load();
        return report.value;
      }
      if (next.id === report.value.id) {
        report.value = next;
        commentary.begin(next);
        void issues.load();
      }
      return next;
    },
  };
}

import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';
import type { Scope } from '@/domain/scope';
import { useSnapshots } from '@/query/use-snapshots';
import { usePortal } from '@/widget-kit/use-widget';
import { checkReport } from '../checks/check-report';
import type { ReportIssue } from '../checks/check-report';
import { compose } from '../compose/compose';
import { loadPaperWidgets, widgetsNamed } from '../compose/paper-widgets';
import type { PaperWidgets } from '../compose/paper-widgets';
import type { ReportDocument } from '../document/document';
import { questionsOf } from '../freeze/questions';
import type { ReportTemplate } from '../template/template';
import { answeredOf, frozenNow, slotsOf } from './model/preview';

export interface Paper {
  /** As it would be printed now; null until it was composed once. */
  readonly document: Readonly<ShallowRef<ReportDocument | null>>;
  /** What would be looked at before it is issued, but for what only its author can do. */
  readonly issues: Readonly<ShallowRef<readonly ReportIssue[]>>;
  readonly asked: ComputedRef<number>;
  readonly answered: ComputedRef<number>;
}

/** Answers come in swarms, and a person types on: composed once they pause, ms. */
const PAUSE_MS = 150;
const NONE: PaperWidgets = new Map();
/** Of a report that somebody writes, or what the builder itself says of its blocks. */
const ELSEWHERE: ReadonlySet<string> = new Set(['commentary-empty', 'commentary-required', 'no-signer', 'unknown-indicator', 'bad-field']);

/** A template with the figures the page has now, kept so: composed anew as the template changes and as answers come. Nothing is frozen or stored. */
export function usePaper(template: () => ReportTemplate | null, scope: () => Scope, author: () => string): Paper {
  const portal = usePortal();
  const widgets = shallowRef<PaperWidgets>(NONE);
  const composed = shallowRef<ReportDocument | null>(null);
  const issues = shallowRef<readonly ReportIssue[]>([]);
  watch(() => widgetsNamed(template()?.blocks ?? []).join(' '), async (named) => {
    const now = template();
    const loaded = now ? await loadPaperWidgets({ get: portal.widget }, now) : NONE;
    if (named === widgetsNamed(template()?.blocks ?? []).join(' ')) widgets.value = loaded;
  }, { immediate: true });

  const questions = computed(() => { const now = template(); return now ? questionsOf(now, scope(), portal.province, widgets.value, portal.now) : []; });
  const snapshots = useSnapshots(() => slotsOf(questions.value));

  function make(): void {
    const now = template();
    if (!now) return;
    const target = scope();
    const frozen = frozenNow(questions.value, snapshots.value, target, portal.province.id, portal.now);
    const made = compose({
      template: now, ...target, language: portal.language, frozen, province: portal.province, widgets: widgets.value,
      commentary: {}, signer: '', author: author(), number: null, at: portal.now, reportId: 'preview',
    });
    composed.value = made;
    issues.value = checkReport(made, now, frozen, portal.province).filter(({ code }) => !ELSEWHERE.has(code));
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch([template, scope, questions, snapshots, widgets, () => portal.language], () => {
    clearTimeout(timer);
    timer = setTimeout(make, PAUSE_MS);
  });
  onScopeDispose(() => clearTimeout(timer));
  make();
  return { document: composed, issues, asked: computed(() => questions.value.length), answered: computed(() => answeredOf(questions.value, snapshots.value)) };
}

import { computed, provide } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import type { UnitCode } from '@/domain/org-unit/types';
import { err, ok } from '@/domain/result';
import { callGateway } from '@/federation/gateway/call';
import { fetchFile } from '@/federation/gateway/fetch-file';
import type { FollowReports } from '@/reports/pages/follow-reports';
import type { Call, FetchFile } from '@/reports/pages/report-call';
import { PORTAL } from '@/widget-kit/context';
import type { Portal } from '@/widget-kit/context';
import { makePortal } from '@/widget-kit/make-portal';
import { usePage } from '../make-portal';
import { onReportChange } from '../session/report-news';
import { unitsOf } from '../session/session-model';
import { useSession } from '../stores/session';

/** Figures of slow sources are waited for where a report is made of them, ms. */
const MAKING_MS = 120_000;

export interface ReportsPage {
  readonly portal: Portal;
  readonly call: Call;
  readonly fetchFile: FetchFile;
  /** Tells of reports that others changed. */
  readonly follow: FollowReports;
  readonly mayWrite: ComputedRef<boolean>;
  readonly mayExport: ComputedRef<boolean>;
  /** Units the reader is at home in. */
  readonly own: ComputedRef<readonly UnitCode[]>;
  /** The address, each name once. */
  readonly query: ComputedRef<Readonly<Record<string, string | undefined>>>;
}

/** What every page about reports stands on. Call it once a page. */
export function useReportsPage(): ReportsPage {
  const session = useSession();
  const route = useRoute();
  const page = usePage();
  const portal = makePortal({ ...page.parts, changeScope: () => undefined, standings: page.standings });
  provide(PORTAL, portal);
  const doubt = (status: number, code: string): void => { if (status === 401 || code === 'cross-site') session.refreshSoon(); };
  return {
    portal,
    async call(method, path, body, headers) {
      const csrf = session.view?.csrf ?? null;
      const reply = await callGateway(method, path, { csrf, ...(headers ? { headers } : {}), ...(body === undefined ? {} : { body }), ...(method === 'POST' ? { deadlineMs: MAKING_MS } : {}) });
      if (reply.ok) return ok(reply.value.body);
      doubt(reply.error.status, reply.error.code);
      return err(reply.error);
    },
    async fetchFile(path, options) {
      const reply = await fetchFile(path, options);
      if (!reply.ok) doubt(reply.error.status, reply.error.code);
      return reply;
    },
    follow: onReportChange,
    mayWrite: computed(() => session.may('report.write')),
    mayExport: computed(() => session.may('export')),
    own: computed(() => unitsOf(session.view)),
    query: computed(() => Object.fromEntries(Object.entries(route.query).map(([name, value]) => [name, (Array.isArray(value) ? value[0] : value) ?? undefined]))),
  };
}

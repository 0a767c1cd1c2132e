import { toInstant } from '@/domain/time';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import type { GatewayProblem } from '@/federation/gateway/call';
import { sampleDocument } from '../testing/sample-document';
import type { ReportRecord } from '../register/record';
import type { Call } from './report-call';

export const NOW = toInstant(Date.UTC(2026, 10, 22, 1));
/** A report as the gateway tells it, with one place to write in: `comment`. */
export const aReport = (more: Partial<ReportRecord> = {}): ReportRecord => ({
  id: '0192f0c4-5b7e-7c3a-9d21-3f6a5e8b1c02', template: 'form-06', title: sampleDocument.title, unit: '16681', period: 'calendar:2026-10', state: 'draft', version: 1, revision: 1,
  author: 'Trần Thị Bình', createdAt: NOW, issuedAt: null, number: null, contentHash: 'a'.repeat(64), supersedes: null,
  templateBody: {
    title: { vi: 'Biểu 06', en: 'Form 06' }, periods: { calendar: 'calendar', kinds: ['month'] }, levels: ['commune'], orientation: 'portrait',
    blocks: [{ kind: 'section', id: 's', blocks: [{ kind: 'commentary', id: 'comment', prompt: { vi: 'Nêu khó khăn, vướng mắc', en: 'Name the difficulties' }, required: true }] }],
  },
  commentary: {}, signer: 'Nguyễn Văn Sơn', document: sampleDocument, frozen: null, steps: [{ at: NOW, by: 'Trần Thị Bình', deed: 'create', reason: null }], may: ['submit', 'withdraw', 'edit'], ...more,
});

export const problem = (status: number, code: string, body: unknown = null): GatewayProblem => ({ status, code, body, hint: { vi: `Lỗi ${code}.`, en: `Problem ${code}.` } });

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}
/** A gateway that holds one report and takes words and deeds against its revision, as the real one does. */
export function aGateway(first: ReportRecord = aReport()) {
  const state = { report: first, down: false, /** Words are refused, as those of a closed report are. */ refused: false, asked: [] as Asked[] };
  const changed = (change: Partial<ReportRecord>): ReportRecord => (state.report = { ...state.report, ...change, revision: state.report.revision + 1 });
  const answer = ({ method, path, body, headers }: Asked): Result<unknown, GatewayProblem> => {
    if (state.down) return err({ code: 'unreachable', status: 0, body: null });
    if (path.endsWith('/checks')) return ok({ issues: [{ severity: 'stop', code: 'unheard-of', at: 'comment', params: { about: 'x' } }] });
    if (method === 'GET') return ok(state.report);
    if (method === 'PATCH' && state.refused) return err(problem(400, 'bad-request'));
    if (headers['If-Match'] !== `"${state.report.revision}"`) return err(problem(409, 'document-conflict', { current: state.report }));
    if (method === 'PATCH') {
      const { commentary, signer } = body as Pick<ReportRecord, 'commentary' | 'signer'>;
      return ok(changed({ commentary, signer }));
    }
    return ok(changed({ state: (body as { deed: string }).deed === 'submit' ? 'submitted' : 'returned', may: [] }));
  };
  const call: Call = (method, path, body, headers = {}) => {
    const one = { method, path, body, headers };
    state.asked.push(one);
    return Promise.resolve(answer(one));
  };
  return { state, changed, call };
}

import * as z from 'zod';
import { classesOf } from '@/access/field-class';
import type { DatasetShare } from '@/access/rights';
import type { Dataset } from '@/domain/dataset';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';

const READ = { right: { kind: 'reader' }, effect: 'read', rate: 'api' } as const satisfies RouteRules;
const MOST = 200;

const figure = z.object({ value: z.number(), status: z.string() });
const answer = z.object({
  serverTime: z.number(),
  revisions: z.array(z.object({
    at: z.record(z.string(), z.string()).describe('Category code by dimension, the metric left out'),
    scope: z.string().describe('Parameters of the question but its periods, `unit=40`'),
    before: figure, after: figure, noticedAt: z.number().describe('Epoch ms, when the portal noticed it'),
  })),
});

/** Corrections are told to who sees every figure they could be of: no share of a part can be cut out of a history. */
const seesAll = (dataset: Dataset, share: DatasetShare): boolean =>
  dataset.smallCellBelow === undefined && classesOf(dataset).every((each) => share.classes.has(each) && (each === 'public' || (share.units === 'all' && !share.narrower)));

/** `GET /api/datasets/:id/revisions?metric=`: what published figures were before, newest first. */
export function revisionRoutes(app: Gateway, core: Core): void {
  app.get('/api/datasets/:id/revisions', {
    config: { rules: READ },
    schema: {
      tags: ['registry'], summary: 'What published figures were before they were corrected or made final',
      params: z.object({ id: z.string().max(64) }), querystring: z.object({ metric: z.string().min(1).max(64) }), response: { 200: answer },
    },
  }, async ({ params: { id }, query: { metric }, rights }) => {
    const dataset = core.province.current().datasets.get(id);
    const share = dataset ? rights.share(dataset) : null;
    if (!dataset || !share) throw new Problem('not-found');
    if (!seesAll(dataset, share)) return { serverTime: core.clock(), revisions: [] };
    const rows = await core.store.db.selectFrom('figure_revision').selectAll().where('dataset', '=', id).where('metric', '=', metric).orderBy('noticed_at', 'desc').orderBy('id', 'desc').limit(MOST).execute();
    return {
      serverTime: core.clock(),
      revisions: rows.map((row) => ({
        at: row.at as Record<string, string>, scope: row.scope, noticedAt: row.noticed_at.getTime(),
        before: { value: row.before_value, status: row.before_status }, after: { value: row.after_value, status: row.after_status },
      })),
    };
  });
}

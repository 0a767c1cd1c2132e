import type { Gateway, RouteRules } from '../../http/route';
import { writerOf } from '../report-routes';
import { BY_HAND, type KeptViews } from './kept-views';
import { keepBody, keptAnswer, viewAnswer, viewParams, viewQuery, viewsAnswer } from './view-schemas';

const READ = { rules: { right: { kind: 'person' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const KEEP = { rules: { right: { kind: 'person' }, effect: 'change', rate: 'report' } satisfies RouteRules };
const REMOVE = { rules: { right: { kind: 'may', action: 'people.grant' }, effect: 'change', rate: 'api' } satisfies RouteRules };
const tags = ['reports'];
/** Every source is asked within this, ms; what has not answered by then is kept as not answered. */
const KEEPING_MS = 110_000;

/** Dashboards kept as they were shown: kept, found, opened again, taken away. */
export function viewRoutes(app: Gateway, views: KeptViews): void {
  app.post('/api/kept-views', {
    config: KEEP, schema: { tags, summary: 'Keeps a dashboard as it is shown now: every question is asked at one moment; the same key again is the same view', body: keepBody, response: { 201: keptAnswer } },
  }, async (request, reply) => {
    const { dashboard, scope, key, note } = request.body;
    return reply.code(201).send(await views.keep(writerOf(request), { dashboard, scope, key, note, cause: BY_HAND }, AbortSignal.timeout(KEEPING_MS)));
  });

  app.get('/api/kept-views', {
    config: READ, schema: { tags, summary: 'Kept views that the reader may open, newest first', querystring: viewQuery, response: { 200: viewsAnswer } },
  }, (request) => views.list(writerOf(request), request.query));

  app.get('/api/kept-views/:id', {
    config: READ, schema: { tags, summary: 'A kept view whole: its dashboard and every answer of its moment', params: viewParams, response: { 200: viewAnswer } },
  }, async (request) => {
    const { may, ...view } = await views.read(writerOf(request), request.params.id);
    return { ...view, may: [...may] };
  });

  app.delete('/api/kept-views/:id', {
    config: REMOVE, schema: { tags, summary: 'Takes a kept view away; that it was there stays in the trail', params: viewParams },
  }, async (request, reply) => {
    await views.remove(writerOf(request), request.params.id);
    return reply.code(204).send();
  });
}

import { aggregate } from '@/domain/cube/aggregate';
import { dimension } from '@/domain/cube/cube';
import { valueOf, type Measure } from '@/domain/measure';
import { cellIn, cubeIn } from '@/widget-kit/snapshot-reading';
import { today } from './datasets';
import { errorRateFigure, lgspFigure, type Input } from './reading';
import type { CallerRow, LgspContent } from './view-model';

const SLOT = 'callers';

/** Applications by how often they call, each with the services it calls, the most called first. */
export function callers(input: Input): Extract<LgspContent, { kind: 'callers' }> {
  const cube = cubeIn(input, SLOT);
  const period = today(input.now);
  const services = (cube && dimension(cube, 'service'))?.categories ?? [];
  const rows = ((cube && dimension(cube, 'caller'))?.categories ?? []).map(({ code, label }): CallerRow => {
    const at = (service: string, metric: string): Measure => cellIn(cube, { caller: code, service, metric });
    const sum = (metric: string): Measure => aggregate(services.map((service) => at(service.code, metric)), 'sum');
    const requests = sum('requests');
    const errorRate = errorRateFigure(input, SLOT, period, { requests, errors: sum('errors') }, false);
    return {
      id: code, label: { literal: label }, attention: errorRate.attention, errorRate,
      requests: lgspFigure(input, SLOT, requests, 'request', { period, formula: 'sum' }),
      services: services
        .map((service) => ({ id: service.code, label: { literal: service.label }, requests: lgspFigure(input, SLOT, at(service.code, 'requests'), 'request', { period }) }))
        .filter((service) => valueOf(service.requests.measure) !== 0)
        .sort((a, b) => (valueOf(b.requests.measure) ?? -1) - (valueOf(a.requests.measure) ?? -1)),
    };
  });
  const total = aggregate(rows.map((row) => row.requests.measure), 'sum');
  return {
    kind: 'callers', limit: input.options.limit,
    rows: [...rows].sort((a, b) => (valueOf(b.requests.measure) ?? -1) - (valueOf(a.requests.measure) ?? -1)),
    total: lgspFigure(input, SLOT, total, 'request', { period, formula: 'sum' }),
  };
}

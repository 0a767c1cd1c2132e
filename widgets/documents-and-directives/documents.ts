import { aggregate, ratioOf } from '@/domain/cube/aggregate';
import type { Figure } from '@/domain/figure';
import type { Measure } from '@/domain/measure';
import { periodText } from '@/domain/period/text';
import { judge } from '@/domain/thresholds';
import { cellIn, cubeIn, momentFigure } from '@/widget-kit/snapshot-reading';
import { documentDays } from './datasets';
import type { Input } from './tasks';
import type { DirectivesContent, DocumentDay } from './view-model';

const SLOT = 'documents';
const SIGNED = 'documents-signed-rate';

/** Documents of the last days. The system counts them for the province, whatever unit is in view. */
export function documents(input: Input): Extract<DirectivesContent, { kind: 'documents' }> {
  const cube = cubeIn(input, SLOT);
  const figure = (measure: Measure, over: Partial<Figure> = {}): Figure =>
    momentFigure(input, SLOT, measure, 'document', { orgUnit: input.province.unit, boundary: { kind: 'as-reported' }, ...over });
  const days = documentDays(input.options.days, input.now).map((day): DocumentDay => {
    const at = (metric: string): Figure => figure(cellIn(cube, { time: periodText(day), metric }), { period: day });
    return { day, incoming: at('incoming'), outgoing: at('outgoing'), signed: at('signed') };
  });
  const sum = (of: (day: DocumentDay) => Figure): Measure => aggregate(days.map((day) => of(day).measure), 'sum');
  const share = ratioOf(sum((day) => day.signed), sum((day) => day.outgoing), 100);
  const card = input.province.indicators.get(SIGNED);
  const last = days.at(-1)?.day;
  return {
    kind: 'documents', days,
    incoming: figure(sum((day) => day.incoming), { formula: 'sum' }),
    outgoing: figure(sum((day) => day.outgoing), { formula: 'sum' }),
    signedShare: figure(share, {
      unit: 'percent', decimals: 1, formula: 'ratio', indicator: card ? SIGNED : null, attention: card && last ? judge(card, share, last) : 'unknown',
    }),
  };
}

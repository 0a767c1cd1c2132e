import type { Figure } from '@/domain/figure';
import { valueOf } from '@/domain/measure';
import { periodText } from '@/domain/period/text';
import type { Format } from '@/format/format';
import { roundHalfAway } from '@/format/rounding';
import type { PrintedValue } from '../document/document';

/** A figure as documents hold it: the text of the screen, and the number that this text says. `sources` are ids of the document's own. */
export function printed(figure: Figure, format: Format, sources: readonly string[]): PrintedValue {
  const { measure, decimals } = figure;
  const number = valueOf(measure);
  return {
    ...format.figure(figure),
    number: number === null ? null : roundHalfAway(number, decimals),
    decimals,
    missing: measure.kind === 'missing' ? measure.reason : null,
    status: measure.kind === 'value' ? measure.status : null,
    period: figure.period ? periodText(figure.period) : null,
    orgUnit: figure.orgUnit,
    indicator: figure.indicator,
    sources,
  };
}

/** The same where its header, its line or its row says the unit already. */
export const withoutUnit = (value: PrintedValue): PrintedValue => ({ ...value, unit: '' });

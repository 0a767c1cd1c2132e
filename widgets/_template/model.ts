import type { Figure } from '@/domain/figure';
import type { Text } from '@/domain/text';
import { readIndicator } from '@/widget-kit/indicator-reading';
import type { ModelInput, ViewModelBase } from '@/widget-kit/widget';
import type { TemplateWidgetOptions } from './options';

export interface TemplateWidgetModel extends ViewModelBase {
  readonly name: Text;
  /** Null when the pack has no such indicator. */
  readonly figure: Figure | null;
}

/** Pure: the newest figure of the indicator for the scope. */
export function model(input: ModelInput<TemplateWidgetOptions>): TemplateWidgetModel {
  const indicator = input.province.indicators.get(input.options.indicator);
  if (!indicator) return { empty: true, attention: 'unknown', name: { vi: input.options.indicator, en: input.options.indicator }, figure: null };
  const { figure, latestPeriod } = readIndicator(indicator, input);
  return {
    empty: Object.values(input.snapshots).some((snapshot) => snapshot.state === 'empty'),
    attention: figure.attention,
    ...(figure.measure.kind === 'value' ? { standing: figure.measure.status } : {}),
    ...(latestPeriod ? { latestPeriod } : {}),
    name: indicator.name,
    figure,
  };
}

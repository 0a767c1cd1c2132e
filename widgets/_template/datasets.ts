import { indicatorSlots } from '@/widget-kit/indicator-slots';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { TemplateWidgetOptions } from './options';

/** The questions of this widget, by slot; the first slot is the tile's main source. */
export function datasets({ options, scope, province, now }: DatasetsInput<TemplateWidgetOptions>): Slots {
  const indicator = province.indicators.get(options.indicator);
  return indicator ? indicatorSlots(indicator, scope, province, now) : {};
}

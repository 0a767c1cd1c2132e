import { indicatorSlots } from '@/widget-kit/indicator-slots';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import { indicatorsOf, type SectorOptions } from './options';

/** The questions of the sector's cards; cards of one dataset share one. */
export const datasets = ({ options, scope, province, now }: DatasetsInput<SectorOptions>): Slots =>
  indicatorsOf(options).reduce<Slots>((slots, id) => {
    const card = province.indicators.get(id);
    return card ? { ...slots, ...indicatorSlots(card, scope, province, now) } : slots;
  }, {});

import { indicatorSlots } from '@/widget-kit/indicator-slots';
import { namedSamples } from '@/widget-kit/testing/named-samples';
import type { SampleAnswer } from '@/widget-kit/testing/named-samples';
import { indicatorAnswer } from '@/widget-kit/testing/sample-indicator-answer';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import type { Slots } from '@/widget-kit/widget';
import { mergeAnswers } from './sample-answers';
import type { ScoreboardOptions } from './options';

const province = sampleProvince();
const options: ScoreboardOptions = { indicators: ['grdp-growth', 'budget-revenue', 'cpi', 'exports', 'par-index-rank', 'on-time-rate'] };

const answer = (value: (index: number, count: number) => number | null): SampleAnswer => (slot, query) => {
  const cards = options.indicators.flatMap((id) => province.indicators.get(id) ?? []).filter((card) => slot.startsWith(`${card.dataset}:`));
  return mergeAnswers(cards.map((card) => indicatorAnswer(card, query, value)));
};

export const samples = namedSamples<ScoreboardOptions>({
  options,
  province,
  datasets: ({ scope, now }) =>
    options.indicators.reduce<Slots>((slots, id) => {
      const card = province.indicators.get(id);
      return card ? { ...slots, ...indicatorSlots(card, scope, province, now) } : slots;
    }, {}),
  normal: answer((index) => 98 + (index % 9) * 1.3),
  extreme: answer((index) => (index % 2 === 0 ? null : 1_234_567.891 * index)),
});

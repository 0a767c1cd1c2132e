import type { Block } from '@/widget-kit/blocks';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { IndicatorCardModel } from './model';

export { model };
export const messages = { vi, en };

/** The figure with its target and comparison, as one report block. */
export function report(vm: IndicatorCardModel): readonly Block[] {
  if (!vm.reading) return [{ kind: 'note', label: { key: 'noIndicator', params: { id: vm.missingIndicator ?? '' } } }];
  const { name, figure, target, base, against } = vm.reading;
  return [{
    kind: 'figure',
    label: { text: name },
    figure,
    comparisons: [
      ...(target ? [{ label: { key: 'target' }, figure: target }] : []),
      ...(base ? [{ label: { key: against }, figure: base }] : []),
    ],
  }];
}

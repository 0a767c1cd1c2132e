import type { Block } from '@/widget-kit/blocks';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { TemplateWidgetModel } from './model';

export { model };
export const messages = { vi, en };

/** Pure: the same figure as on screen, as a report block. */
export function report(vm: TemplateWidgetModel): readonly Block[] {
  return vm.figure ? [{ kind: 'figure', label: { text: vm.name }, figure: vm.figure, comparisons: [] }] : [];
}

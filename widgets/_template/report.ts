import type { Block } from '@/widget-kit/blocks';
import type { TemplateWidgetModel } from './model';

/** Pure: the same figure as on screen, as a report block. */
export function report(vm: TemplateWidgetModel): readonly Block[] {
  return vm.figure ? [{ kind: 'figure', label: { text: vm.name }, figure: vm.figure, comparisons: [] }] : [];
}

import type { Block } from '@/widget-kit/blocks';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { model } from './model';
import type { MediaModel } from './model';

export { model };
export const messages = { vi, en };

/** A document holds no moving picture: it names what stands on the page and whose it is. */
export function report(vm: MediaModel): readonly Block[] {
  if (vm.fault || !vm.place) return vm.fault ? [{ kind: 'note', label: vm.fault }] : [];
  return [{ kind: 'note', label: { text: vm.place.title } }, { kind: 'note', label: { text: vm.place.owner } }];
}

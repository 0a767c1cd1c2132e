import type { Block, Label } from '@/widget-kit/blocks';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { Inline, TextBlock } from './markdown';
import { model } from './model';
import type { TextModel } from './model';

export { model };
export const messages = { vi, en };

/** Words alone; an address stands behind its name, since paper has no links. */
const plain = (parts: readonly Inline[]): string => parts.map((part) => {
  if (part.kind === 'text' || part.kind === 'code') return part.text;
  return part.kind === 'link' && !part.own ? `${plain(part.parts)} (${part.href})` : plain(part.parts);
}).join('');

const lines = (block: TextBlock): readonly string[] => {
  if (block.kind === 'list') return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : '–'} ${plain(item)}`);
  return block.kind === 'rule' ? [] : [plain(block.parts)];
};

/** Headings and paragraphs, in the order written. */
export function report(vm: TextModel): readonly Block[] {
  return vm.vi.flatMap((block, at): Block[] => {
    const english = vm.en.length === vm.vi.length && vm.en[at]?.kind === block.kind ? vm.en[at] : block;
    const translated = lines(english);
    return lines(block).map((line, of): Block => {
      const label: Label = { text: { vi: line, en: translated[of] ?? line } };
      return block.kind === 'heading' ? { kind: 'heading', label } : { kind: 'note', label };
    });
  });
}

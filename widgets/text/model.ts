import type { ModelInput, ViewModelBase } from '@/widget-kit/widget';
import { parseMarkdown } from './markdown';
import type { TextBlock } from './markdown';
import type { TextOptions } from './options';

export interface TextModel extends ViewModelBase {
  readonly vi: readonly TextBlock[];
  readonly en: readonly TextBlock[];
}

/** The text in both languages as a tree; the Vietnamese stands for an English that is not there. */
export function model({ options }: ModelInput<TextOptions>): TextModel {
  const vi = parseMarkdown(options.text);
  return { empty: vi.length === 0, attention: 'unknown', vi, en: options.textEn?.trim() ? parseMarkdown(options.textEn) : vi };
}

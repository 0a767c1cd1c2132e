import { createFormat } from '@/format/create-format';
import type { Format, Language } from '@/format/format';
import type { Scale } from './nice-scale';

const formats = new Map<Language, Format>();

/** Above this the axis says "1,2 triệu" instead of seven digits. */
const COMPACT_FROM = 1_000_000;

/** Text of the marks of an axis, as the rest of the product writes numbers. */
export function tickTexts(scale: Scale, language: Language): readonly string[] {
  const format = formats.get(language) ?? createFormat(language);
  formats.set(language, format);
  const compact = Math.max(Math.abs(scale.min), Math.abs(scale.max)) >= COMPACT_FROM;
  return scale.ticks.map((tick) => (compact && tick !== 0 ? format.compact(tick) : format.number(tick, scale.decimals)));
}

import type { Figure } from '@/domain/figure';
import type { Measure, MissingReason, ObservationStatus } from '@/domain/measure';
import type { Period } from '@/domain/period/types';
import type { Instant, LocalDate } from '@/domain/time';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';

export type Language = 'vi' | 'en';

/** A value as text, its unit apart so that a screen may set it smaller. */
export interface FormattedValue {
  /** "21.486", or the word of the missing reason's short mark "—". */
  readonly text: string;
  /** "tỷ đồng"; empty for counts whose label already says it and for missing values. */
  readonly unit: string;
  /** Whole reading for tooltips and screen readers: "21.486 tỷ đồng, ước tính". */
  readonly full: string;
}

/** The only place where values become text. One object per language; make it with `createFormat`. */
export interface Format {
  readonly language: Language;
  /** "1.234.567,8" · "1,234,567.8" */
  number(value: number, decimals: number): string;
  /** Short form for axes and tight places: "12,3 tỷ", "8,4 nghìn" · "12.3 bn", "8.4 k". */
  compact(value: number): string;
  measure(measure: Measure, unit: UnitOfMeasure, decimals: number): FormattedValue;
  figure(figure: Figure): FormattedValue;
  /** Signed difference: relative "+12,3 %", or in the unit "+1,13 điểm %". A change from a non-positive or missing base is "—". */
  delta(current: Measure, base: Measure, change: 'relative' | 'difference', unit: UnitOfMeasure, decimals: number): FormattedValue & { readonly sign: -1 | 0 | 1 | null };
  unit(unit: UnitOfMeasure): string;
  /** "21/11/2026" both languages: the administrative form. */
  date(date: LocalDate | Instant): string;
  /** "20/11" */
  dayMonth(date: LocalDate | Instant): string;
  /** "08:46" */
  time(at: Instant): string;
  /** "08:46 21/11/2026" */
  dateTime(at: Instant): string;
  /** "26 giờ", "5 phút", "3 ngày" */
  age(ms: number): string;
  /** "Tháng 11 năm 2026", "Quý III năm 2026", "6 tháng đầu năm 2026", "9 tháng năm 2026", "Năm 2026", "Tuần 47 năm 2026", "Ngày 21/11/2026"; statistical: "10 tháng năm 2026". */
  period(period: Period): string;
  /** For axes and columns: "T11/2026", "Q3/2026", "2026". */
  periodShort(period: Period): string;
  /** Inclusive days: "15/10 – 14/11". */
  periodSpan(period: Period): string;
  missing(reason: MissingReason): string;
  status(status: ObservationStatus): string;
}

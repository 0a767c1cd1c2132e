import { addDays, civilDate } from '@/domain/civil';
import type { Period } from '@/domain/period/types';
import { TIME_ZONE_OFFSET_MS, type Instant, type LocalDate } from '@/domain/time';
import type { Language } from './format';

const asDate = (date: LocalDate | Instant): LocalDate => (typeof date === 'string' ? date : civilDate(date));

/** "20/11" */
export const dayMonthText = (date: LocalDate | Instant): string => {
  const day = asDate(date);
  return `${day.slice(8)}/${day.slice(5, 7)}`;
};
/** "20/11/2026" */
export const dateText = (date: LocalDate | Instant): string => `${dayMonthText(date)}/${asDate(date).slice(0, 4)}`;
/** "08:46" */
export const timeText = (at: Instant): string => new Date(at + TIME_ZONE_OFFSET_MS).toISOString().slice(11, 16);

const ROMAN = ['I', 'II', 'III', 'IV'];
const ORDINALS = ['First', 'Second', 'Third', 'Fourth'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** Months from 1 January that a statistical period adds up; 0 where it is not cut along months. */
const MONTHS_PER: { readonly [kind: string]: number } = { month: 1, quarter: 3, half: 6, 'nine-months': 9, year: 12 };
const monthsToDate = (period: Period): number => (MONTHS_PER[period.kind] ?? 0) * period.index;

const single = (period: Period): Period => ({ ...period, calendar: 'calendar' });

/** A year-to-date span told as people tell it; one month or one quarter keeps its plain name, as does a whole year. */
function yearToDateVi(period: Period): string {
  const months = monthsToDate(period);
  if (!months) return `Từ đầu năm đến hết ${period.kind === 'day' ? dateText(addDays(period.end, -1)) : `tuần ${period.index} năm ${period.year}`}`;
  if (months === 1 || (months === 3 && period.kind === 'quarter')) return nameVi(single(period));
  if (months === 12 && period.kind !== 'month') return `Năm ${period.year}`;
  return `${months} tháng ${months === 6 ? 'đầu ' : ''}năm ${period.year}`;
}

function yearToDateEn(period: Period): string {
  const months = monthsToDate(period);
  if (!months) return `Year to ${period.kind === 'day' ? dateText(addDays(period.end, -1)) : `week ${period.index}, ${period.year}`}`;
  if (months === 1) return nameEn(single(period));
  if (months === 12 && period.kind !== 'month') return `Year ${period.year}`;
  return `January–${MONTHS[months - 1] ?? ''} ${period.year}`;
}

function nameVi(period: Period): string {
  const { kind, year, index } = period;
  switch (kind) {
    case 'day': return `Ngày ${dateText(addDays(period.end, -1))}`;
    case 'week': return `Tuần ${index} năm ${year}`;
    case 'month': return `Tháng ${index} năm ${year}`;
    case 'quarter': return `Quý ${ROMAN[index - 1] ?? ''} năm ${year}`;
    case 'half': return `6 tháng ${index === 1 ? 'đầu' : 'cuối'} năm ${year}`;
    case 'nine-months': return `9 tháng năm ${year}`;
    case 'year': return `Năm ${year}`;
  }
}

function nameEn(period: Period): string {
  const { kind, year, index } = period;
  switch (kind) {
    case 'day': return dateText(addDays(period.end, -1));
    case 'week': return `Week ${index}, ${year}`;
    case 'month': return `${MONTHS[index - 1] ?? ''} ${year}`;
    case 'quarter': return `${ORDINALS[index - 1] ?? ''} quarter of ${year}`;
    case 'half': return `${ORDINALS[index - 1] ?? ''} half of ${year}`;
    case 'nine-months': return `First nine months of ${year}`;
    case 'year': return `Year ${year}`;
  }
}

/** The period's full name: "Quý III năm 2026". */
export function periodName(period: Period, language: Language): string {
  if (period.calendar === 'statistical') return language === 'vi' ? yearToDateVi(period) : yearToDateEn(period);
  return language === 'vi' ? nameVi(period) : nameEn(period);
}

/** For axes and columns: "T11/2026". A span from 1 January is told by its months: "10T/2026". */
export function periodShortName(period: Period, language: Language): string {
  const { kind, year, index } = period;
  const vi = language === 'vi';
  const months = period.calendar === 'statistical' ? monthsToDate(period) : kind === 'nine-months' ? 9 : kind === 'half' && index === 1 ? 6 : 0;
  if (kind === 'year' || (months === 12 && kind !== 'month')) return String(year);
  if (months > 1 && !(months === 3 && kind === 'quarter')) return `${months}${vi ? 'T' : 'M'}/${year}`;
  if (kind === 'day') return dayMonthText(addDays(period.end, -1));
  if (kind === 'week') return vi ? `Tuần ${index}/${year}` : `W${index}/${year}`;
  if (kind === 'month') return vi ? `T${index}/${year}` : `${(MONTHS[index - 1] ?? '').slice(0, 3)} ${year}`;
  return kind === 'quarter' ? `Q${index}/${year}` : vi ? `6T cuối/${year}` : `H2/${year}`;
}

/** First and last day, both included; years are told where they differ: "15/10 – 14/11", "15/12/2025 – 14/12/2026". */
export function spanText(period: Period): string {
  const last = addDays(period.end, -1);
  if (period.start === last) return dayMonthText(last);
  const text = period.start.slice(0, 4) === last.slice(0, 4) ? dayMonthText : dateText;
  return `${text(period.start)} – ${text(last)}`;
}

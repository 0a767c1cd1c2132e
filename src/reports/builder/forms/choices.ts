import type { UnitLevel } from '@/domain/org-unit/types';
import type { CalendarId, PeriodKind } from '@/domain/period/types';
import type { Portal } from '@/widget-kit/context';
import type { IndicatorColumn } from '../../template/template';

export const LEVELS: readonly UnitLevel[] = ['province', 'department', 'district', 'commune'];
export const KINDS: readonly PeriodKind[] = ['day', 'week', 'month', 'quarter', 'half', 'nine-months', 'year'];
export const CALENDARS: readonly CalendarId[] = ['calendar', 'administrative', 'statistical'];
export const COLUMNS: readonly IndicatorColumn[] = ['value', 'previous', 'last-year', 'change-previous', 'change-last-year', 'year-to-date', 'target', 'target-share', 'status'];

/** One of a closed list, out of what a control says. */
export const chosen = <T extends string>(list: readonly T[], event: Event): T | undefined => {
  const value = event.target instanceof HTMLSelectElement ? event.target.value : '';
  return list.find((one) => one === value);
};
/** A whole number within bounds, out of what a control says; undefined for anything else. */
export function wholeNumber(event: Event, least: number, most: number): number | undefined {
  const value = event.target instanceof HTMLInputElement ? event.target.valueAsNumber : NaN;
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}
/** Indicators of the province as they are picked, found without accents by name, owner and id. */
export const indicatorOffers = ({ province, language }: Pick<Portal, 'province' | 'language'>) =>
  [...province.indicators.values()].map(({ id, name, owner }) => ({ value: id, label: name[language], note: owner[language] }));

import { computed, type ComputedRef } from 'vue';
import type { Dashboard } from '@/config/dashboard';
import type { Province } from '@/config/province';
import { addDays, civilDate, startOfDay } from '@/domain/civil';
import type { Cube, Dimension } from '@/domain/cube/types';
import type { DatasetQuery } from '@/domain/dataset';
import { parsePeriod } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import type { Format, Language } from '@/format/format';
import { useSnapshots } from '@/query/use-snapshots';
import { genericSlots, GENERIC_SLOT } from '@/widget-kit/generic/question';

export interface VariableChoice {
  readonly value: string;
  readonly label: string;
}
/** What a variable may be; null while its dataset has not answered. */
export interface ChoicesOf {
  readonly id: string;
  readonly title: string;
  readonly choices: readonly VariableChoice[] | null;
}

export interface ChoiceParts {
  readonly variables: () => Dashboard['variables'];
  readonly scope: () => Scope;
  readonly province: () => Province;
  readonly now: () => Instant;
  readonly language: () => Language;
  readonly format: () => Format;
}

/** The choices of a dashboard's variables, in order: a list's own, or the categories that a dataset answers with, as it calls them. */
export function useVariableChoices(parts: ChoiceParts): ComputedRef<readonly ChoicesOf[]> {
  const today = computed(() => startOfDay(civilDate(parts.now())));
  const snapshots = useSnapshots(() => Object.fromEntries((parts.variables() ?? []).flatMap((one) => {
    if (one.kind !== 'category') return [];
    const query = categoriesQuestion(one.dataset, { scope: parts.scope(), province: parts.province(), now: today.value });
    return query ? [[one.id, query]] : [];
  })));
  return computed(() => (parts.variables() ?? []).map((one): ChoicesOf => {
    const title = one.title[parts.language()];
    if (one.kind === 'choice') return { id: one.id, title, choices: one.choices.map(({ value, label }) => ({ value, label: label[parts.language()] })) };
    const data = snapshots.value[one.id]?.data;
    const dimension = data?.kind === 'cube' ? dimensionOf(data, one.dimension) : undefined;
    return { id: one.id, title, choices: dimension ? choicesOf(dimension, parts) : null };
  }));
}

/** What tells which categories `dataset` has; undefined where it cannot be asked without more. `now`: the beginning of the day, so that a day asks once. */
export const categoriesQuestion = (dataset: string, { scope, province, now }: { readonly scope: Scope; readonly province: Province; readonly now: Instant }): DatasetQuery | undefined =>
  genericSlots({ options: { dataset, periods: 1, params: {} }, scope, province, now })[GENERIC_SLOT];

/** By id, else the first of that role: as tiles name them. */
const dimensionOf = (cube: Cube, name: string): Dimension | undefined => cube.dimensions.find(({ id }) => id === name) ?? cube.dimensions.find(({ role }) => role === name);

export function choicesOf({ role, categories }: Dimension, { province, scope, format }: Pick<ChoiceParts, 'province' | 'scope' | 'format'>): readonly VariableChoice[] {
  return categories.map(({ code, label }) => {
    const unit = role === 'geo' ? province().units.resolve(code, addDays(scope().period.end, -1)) : undefined;
    const period = role === 'time' ? parsePeriod(code) : null;
    return { value: code, label: unit?.fullName ?? (period?.ok ? format().period(period.value) : label === '' ? code : label) };
  });
}

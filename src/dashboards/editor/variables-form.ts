import type { DashboardVariable } from '@/config/dashboard';

/** Code of a value, as the schema of dashboards has it. */
const CODE = /^[A-Za-z0-9][\w.-]{0,63}$/;
const DATASET = /^[a-z0-9][a-z0-9-]{0,63}$/;

type Choices = Extract<DashboardVariable, { kind: 'choice' }>['choices'];

/** `code = name` a line → choices; null where a line cannot be read, a code comes twice, or there is none. A name alone is kept for both languages. */
export function choicesFrom(text: string): Choices | null {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const choices = lines.map((line) => {
    const at = line.indexOf('=');
    const value = (at < 0 ? line : line.slice(0, at)).trim();
    const name = (at < 0 ? '' : line.slice(at + 1).trim().normalize('NFC')) || value;
    return { value, label: { vi: name.slice(0, 120), en: name.slice(0, 120) } };
  });
  const isGood = choices.length > 0 && choices.length <= 60 && choices.every(({ value }) => CODE.test(value)) && new Set(choices.map(({ value }) => value)).size === choices.length;
  return isGood ? choices : null;
}
export const choicesText = (choices: Choices): string => choices.map(({ value, label }) => `${value} = ${label.vi}`).join('\n');

/** Choices changed: English names that stood there stay with their codes, and what is chosen first is one of them. */
export function withChoices(variable: Extract<DashboardVariable, { kind: 'choice' }>, choices: Choices): DashboardVariable {
  const before = new Map(variable.choices.map((one) => [one.value, one.label]));
  const kept = choices.map((one) => {
    const label = before.get(one.value);
    return label?.vi === one.label.vi ? { ...one, label } : one;
  });
  const initial = kept.some(({ value }) => value === variable.initial) ? variable.initial : kept[0]?.value ?? variable.initial;
  return { ...variable, choices: kept, initial };
}

/** A category of a dataset's dimension; null where a part is missing or cannot be one. */
export function categoryFrom(variable: Pick<DashboardVariable, 'id' | 'title'>, { dataset, dimension, initial }: { readonly dataset: string; readonly dimension: string; readonly initial: string }): DashboardVariable | null {
  const isGood = DATASET.test(dataset) && CODE.test(dimension) && CODE.test(initial);
  return isGood ? { id: variable.id, title: variable.title, kind: 'category', dataset, dimension, initial } : null;
}

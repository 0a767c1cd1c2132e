import { civilDate, startOfDay } from '@/domain/civil';
import type { AnyWidget, DatasetsInput, Slots } from '@/widget-kit/widget';
import type { OptionForm } from './option-form';

const ASKING: ReadonlySet<string> = new Set(['dimension', 'category', 'metric', 'column']);

/**
 * The tile's own question, where a field picks from what it answers: the same question as the tile's, so nothing is asked twice. None where
 * no field does, or the options cannot be asked yet.
 */
export function partsQuestion({ options, datasets }: AnyWidget, form: OptionForm, { now, ...place }: Omit<DatasetsInput<unknown>, 'options'>): Slots {
  const isNeeded = options.fields.some(({ input, of, holds }) => ASKING.has(input) || ASKING.has(of ?? '') || holds === 'categories' || holds === 'names');
  if (!isNeeded || !form.sound) return {};
  try {
    const [first] = Object.values(datasets({ ...place, options: form.parsed, now: startOfDay(civilDate(now)) }));
    return first ? { parts: first } : {};
  } catch {
    // The tile says it; here only the lists stay short.
    return {};
  }
}

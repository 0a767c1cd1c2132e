import * as z from 'zod/mini';
import type { Province } from '@/config/province';
import { addDays, civilDate } from '@/domain/civil';
import type { Dataset } from '@/domain/dataset';
import type { CalendarId, Period, PeriodKind } from '@/domain/period/types';
import { lastPeriods, periodOf } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Label } from '../blocks';
import type { OptionField } from '../option-field';
import type { DatasetsInput, Slots } from '../widget';

/** The one slot of a generic widget. */
export const GENERIC_SLOT = 'data';

/** Options every generic widget has: which dataset, how far back, and what its other parameters are. */
export const questionOptions = {
  dataset: z.string().check(z.minLength(1), z.maxLength(64)),
  /** Periods asked for, where the dataset takes several. */
  periods: z._default(z.int().check(z.minimum(1), z.maximum(60)), 13),
  /** Values of parameters that the scope does not fill. */
  params: z._default(z.record(z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,31}$/)), z.string().check(z.maxLength(200))), {}),
};
export interface QuestionOptions {
  readonly dataset: string;
  readonly periods: number;
  readonly params: { readonly [name: string]: string };
}
export const QUESTION_FIELDS: readonly OptionField[] = [
  { name: 'dataset', label: { vi: 'Bộ số liệu', en: 'Dataset' }, input: 'dataset' },
  { name: 'periods', label: { vi: 'Số kỳ', en: 'Periods' }, input: 'number', help: { vi: 'Lùi về trước bao nhiêu kỳ, nếu bộ số liệu nhận nhiều kỳ.', en: 'How many periods back, where the dataset takes several.' } },
  {
    name: 'params', label: { vi: 'Tham số khác của bộ số liệu', en: 'Other parameters of the dataset' }, input: 'record', holds: 'parameters',
    help: { vi: 'Giá trị mà phạm vi xem không tự điền.', en: 'Values that the scope does not fill by itself.' },
  },
];
/** The same of a widget that shows cubes alone. */
export const CUBES_FIELDS: readonly OptionField[] = QUESTION_FIELDS.map((field) => (field.input === 'dataset' ? { ...field, shapes: ['cube'] } : field));
/** Which category of each dimension that is not laid out. */
export const WHERE_FIELD: OptionField = {
  name: 'where', label: { vi: 'Mục của các chiều còn lại', en: 'Categories of the other dimensions' }, input: 'record', holds: 'categories',
  help: { vi: 'Chiều không chọn thì theo phạm vi xem, kỳ mới nhất hoặc mục đầu tiên.', en: 'A dimension left out follows the scope, the newest period or its first category.' },
};

type Input = DatasetsInput<QuestionOptions>;

/** Calendar and kind of period a dataset counts in: as its cards say, else as it is published, else the scope's own. */
function counting(dataset: Dataset, { province, scope }: Input): { readonly calendar: CalendarId; readonly kind: PeriodKind } {
  const card = [...province.indicators.values()].find((one) => one.dataset === dataset.id);
  if (card) return { calendar: card.calendar, kind: card.periodKind };
  return { calendar: scope.period.calendar, kind: dataset.cadence.kind === 'periodic' ? dataset.cadence.period : scope.period.kind };
}

/** Periods the question reaches over, ascending, ending with the one that holds the scope's last day (today while it runs). */
export function genericPeriods(dataset: Dataset, input: Input): readonly Period[] {
  const { calendar, kind } = counting(dataset, input);
  const { period } = input.scope;
  const [last, today] = [addDays(period.end, -1), civilDate(input.now)];
  const end = period.calendar === calendar && period.kind === kind ? period : periodOf(kind, calendar, last < today ? last : today);
  return lastPeriods(end, input.options.periods);
}

/** The question of a generic widget: what the scope knows, then what the options say. Nothing where the dataset is unknown or cannot be asked. */
export function genericSlots(input: Input): Slots {
  const dataset = input.province.datasets.get(input.options.dataset);
  if (!dataset || questionFault(input.province, input.options, null)) return {};
  const periods = genericPeriods(dataset, input).map(periodText);
  const known: { readonly [name: string]: string | readonly string[] } = {
    unit: input.scope.unit, units: [input.scope.unit], periods, period: periods.at(-1) ?? '', from: periods[0] ?? '', to: periods.at(-1) ?? '', ...input.options.params,
  };
  const params = dataset.parameters.flatMap(({ name }) => (Object.hasOwn(known, name) ? [[name, known[name] ?? ''] as const] : []));
  return { [GENERIC_SLOT]: { dataset: dataset.id, params: Object.fromEntries(params) } };
}

const FILLED = ['unit', 'units', 'periods', 'period', 'from', 'to'];

/** Why the options cannot be asked; null where they can. `shape` null: any. */
export function questionFault(province: Province, options: QuestionOptions, shapes: readonly Dataset['shape'][] | null): Label | null {
  const dataset = province.datasets.get(options.dataset);
  if (!dataset) return { key: 'generic.noDataset', params: { id: options.dataset } };
  if (shapes && !shapes.includes(dataset.shape)) return { key: 'generic.wrongShape', params: { id: options.dataset } };
  const open = dataset.parameters.find(({ name, required }) => required && !FILLED.includes(name) && !Object.hasOwn(options.params, name));
  return open ? { key: 'generic.noParameter', params: { name: open.name } } : null;
}

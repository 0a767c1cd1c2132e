import { civilDate } from '@/domain/civil';
import { measured, missing, valueOf } from '@/domain/measure';
import { previousPeriod, samePeriodLastYear } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import { cubeIn, momentFigure, unitLabelOf } from '@/widget-kit/snapshot-reading';
import { BOOKS, type Book } from './books';
import { countOf, partFigure, periodsOf, rateFigure, rateOf, unitsOf, type Input } from './counting';
import { monthsSlot } from './datasets';
import { REGISTERS } from './options';
import type { RegistersContent, RegistersVm, RegisterVm, UnitRow } from './view-model';

/** Units that are added up for the unit in view. */
const unitsInView = (input: Input, book: Book): readonly string[] =>
  input.scope.unit === input.province.unit ? unitsOf(input, book.id) : [input.scope.unit];

/** Same month of last year where the source still has it, else the month before. Only the province is told month by month. */
function changeOf(input: Input, book: Book): RegisterVm['change'] {
  const cube = cubeIn(input, monthsSlot(book));
  if (!cube || input.scope.unit !== input.province.unit) return null;
  const at = (period: Period) => partFigure(input, monthsSlot(book), book.headline, countOf(cube, book.headline, null, periodText(period)), period);
  const newest = [...periodsOf(cube)].reverse().map(at).find(({ measure }) => measure.kind === 'value');
  if (!newest?.period) return null;
  const [before, last] = [at(samePeriodLastYear(newest.period)), at(previousPeriod(newest.period))];
  if (before.measure.kind === 'value') return { current: newest, base: before, against: 'last-year' };
  return last.measure.kind === 'value' ? { current: newest, base: last, against: 'previous' } : null;
}

function coverageOf(input: Input, book: Book, time: string | null): RegisterVm['coverage'] {
  const cube = cubeIn(input, book.id);
  if (input.scope.unit !== input.province.unit) return null;
  const expected = input.province.units.treeAt(civilDate(input.now)).units.filter(({ level }) => level === book.level).map(({ code }) => code);
  const known = new Set(unitsOf(input, book.id));
  const present = expected.filter((unit) => known.has(unit) && countOf(cube, book.headline, [unit], time).kind === 'value').length;
  const figure = (value: number | null) => momentFigure(input, book.id, value === null ? missing('not-available') : measured(value), 'unit', { boundary: { kind: 'as-reported' } });
  return { present: figure(cube && present > 0 ? present : null), expected: { ...figure(expected.length), slots: [] } };
}

function registerOf(input: Input, book: Book): RegisterVm {
  const cube = cubeIn(input, book.id);
  const period = periodsOf(cube).at(-1) ?? null;
  const time = period && periodText(period);
  const units = unitsInView(input, book);
  const months = cubeIn(input, monthsSlot(book));
  return {
    id: book.id, name: { key: `register.${book.id}` }, period,
    headline: partFigure(input, book.id, book.headline, countOf(cube, book.headline, units, time), period),
    change: changeOf(input, book),
    rateId: book.rate.id, rate: rateFigure(input, book.id, rateOf(cube, book.rate, units, time), period),
    parts: book.parts.map((part) => ({ id: part.id, figure: partFigure(input, book.id, part, countOf(cube, part, units, time), period) })),
    coverage: coverageOf(input, book, time),
    owner: input.province.datasets.get(book.dataset)?.owner ?? null,
    fields: { key: `fields.${book.id}` },
    trend: input.scope.unit === input.province.unit ? periodsOf(months).map((month) => valueOf(countOf(months, book.headline, null, periodText(month)))) : [],
  };
}

/** Units of the register, the largest first, those without a figure last. */
function unitRows(input: Input, book: Book): readonly UnitRow[] {
  const cube = cubeIn(input, book.id);
  const period = periodsOf(cube).at(-1) ?? null;
  const time = period && periodText(period);
  const all = unitsOf(input, book.id);
  const shown = input.scope.unit === input.province.unit ? all : all.filter((unit) => unit === input.scope.unit);
  return shown
    .map((unit): UnitRow => ({
      unit, label: unitLabelOf(input, unit),
      headline: partFigure(input, book.id, book.headline, countOf(cube, book.headline, [unit], time), period, { orgUnit: unit }),
      rate: rateFigure(input, book.id, rateOf(cube, book.rate, [unit], time), period, { orgUnit: unit }),
    }))
    .sort((a, b) => (valueOf(b.headline.measure) ?? -1) - (valueOf(a.headline.measure) ?? -1) || (a.unit < b.unit ? -1 : 1));
}

function contentOf(input: Input): RegistersContent {
  const { view, register, limit } = input.options;
  const book = BOOKS[register];
  switch (view) {
    case 'overview': return { kind: 'overview', registers: REGISTERS.map((id) => registerOf(input, BOOKS[id])) };
    case 'register': return { kind: 'register', register: registerOf(input, book) };
    case 'units': {
      const { headline, rate, period, name } = registerOf(input, book);
      return { kind: 'units', register, name, rateId: book.rate.id, rows: unitRows(input, book), limit, total: headline, rate, period };
    }
  }
}

/** Registers answered, and none of them knows the unit in view. */
function knowsNone(input: Input): boolean {
  const books = input.options.view === 'overview' ? REGISTERS.map((id) => BOOKS[id]) : [BOOKS[input.options.register]];
  const answered = books.filter((book) => cubeIn(input, book.id) !== null);
  return answered.length === books.length && answered.every((book) => {
    const known = unitsOf(input, book.id);
    return input.scope.unit === input.province.unit ? known.length === 0 : !known.includes(input.scope.unit);
  });
}

/** The shared registers in the view asked for: sums only, nobody's entry. Pure; what did not arrive is missing, never zero. */
export function model(input: Input): RegistersVm {
  const content = contentOf(input);
  const answers = Object.values(input.snapshots);
  const nothing = answers.length > 0 && answers.every((snapshot) => snapshot.state === 'empty' && snapshot.data === undefined);
  const main = content.kind === 'overview' ? content.registers[0] : content.kind === 'register' ? content.register : { headline: content.total, period: content.period };
  return {
    empty: nothing || knowsNone(input), attention: 'unknown', content,
    ...(main?.period ? { latestPeriod: main.period } : {}),
    ...(main?.headline.measure.kind === 'value' ? { standing: main.headline.measure.status } : {}),
  };
}

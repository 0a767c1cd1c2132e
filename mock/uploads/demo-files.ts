import { dateText, dayAt, dayOf } from '../clock';
import type { MockUnit } from '../province/units';
import { between, chance, hash32 } from '../random';
import type { World } from '../world';
import { geoJsonOf, hazardRows } from './hazards';

type Value = string | number | null;
/** A file that some unit of the mock province has sent. */
export interface DemoFile {
  readonly dataset: string;
  readonly unit: string;
  /** Text form. */
  readonly period: string;
  readonly name: string;
  /** Titles as the form prints them; none of a file of places. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** Last day of the period and when it was sent, epoch ms. */
  readonly sentAt: number;
}

interface DemoForm {
  readonly dataset: string;
  readonly by: 'communes' | 'departments';
  readonly kind: 'month' | 'quarter';
  readonly head: readonly string[];
  /** Of all units those that have something to report in a period; all where it is not said. */
  readonly share?: number;
  /** Of all units those that report while a month is still running: in a storm nobody waits for its end. None where it is not said. */
  readonly early?: number;
  /** `isStruck`: it reports while the month is running, which it would not without a loss. */
  readonly rows: (draw: (name: string, low: number, high: number) => number, year: number, index: number, unit: MockUnit, seed: number, isStruck: boolean) => readonly (readonly Value[])[];
}

/** Months of storms and floods, in which most communes lose something; in others it is a whirlwind here and a frost there. */
const STORMS = { from: 8, to: 11, share: 0.85, else: 0.3 };
const loses = (month: number, { code }: MockUnit, seed: number): boolean =>
  chance(seed, 'struck', code, month) < (month >= STORMS.from && month <= STORMS.to ? STORMS.share : STORMS.else);

const tenth = (value: number): number => Math.round(value * 10) / 10;
const DISEASES = ['01', '02', '03', '04'] as const;

const FORMS: readonly DemoForm[] = [
  {
    dataset: 'commune-economy-monthly', by: 'communes', kind: 'month', early: 0.18,
    head: ['Thu ngân sách (triệu đồng)', 'Giải ngân đầu tư công (triệu đồng)', 'Diện tích gieo trồng (ha)', 'Hộ kinh doanh thành lập mới (hộ)', 'Thiệt hại thiên tai (triệu đồng)'],
    rows: (draw, _year, index, unit, seed, isStruck) => [[tenth(draw('revenue', 350, 5_200)), tenth(draw('disbursed', 200, 3_900)), tenth(draw('sown', 40, 620)), Math.round(draw('founded', 0, 28)), isStruck || loses(index, unit, seed) ? tenth(draw('loss', 4, 900)) : null]],
  },
  {
    dataset: 'commune-poverty', by: 'communes', kind: 'quarter',
    head: ['Tổng số hộ (hộ)', 'Hộ nghèo (hộ)', 'Trong đó: không có khả năng lao động', 'Trong đó: hộ nghèo khác', 'Hộ cận nghèo (hộ)'],
    rows: (draw) => {
      const [noWork, other] = [Math.round(draw('noWork', 8, 60)), Math.round(draw('other', 20, 320))];
      return [[Math.round(draw('households', 2_600, 9_800)), noWork + other, noWork, other, Math.round(draw('near', 60, 540))]];
    },
  },
  {
    dataset: 'commune-new-rural', by: 'communes', kind: 'quarter',
    head: ['Số tiêu chí đạt', 'Vốn huy động (triệu đồng)'],
    rows: (draw) => [[Math.round(draw('met', 11, 19)), tenth(draw('funds', 150, 8_400))]],
  },
  {
    dataset: 'commune-disease-cases', by: 'communes', kind: 'month',
    head: ['Mã bệnh', 'Số ca mắc', 'Số ca tử vong'],
    rows: (draw) => DISEASES.map((disease) => [disease, Math.floor(draw(`cases ${disease}`, 0, disease === '04' ? 40 : 12)), 0]),
  },
  {
    dataset: 'department-digital-monthly', by: 'departments', kind: 'month',
    head: ['Cán bộ được tập huấn (người)', 'Hồ sơ số hoá (hồ sơ)', 'Hệ thống đã kết nối LGSP (hệ thống)'],
    rows: (draw) => [[Math.round(draw('trained', 0, 140)), Math.round(draw('digitised', 200, 9_000)), Math.round(draw('connected', 1, 12))]],
  },
  {
    dataset: 'commune-hazards', by: 'communes', kind: 'month', share: 0.2, early: 0.18, head: [],
    rows: (_draw, year, index, unit, seed) => hazardRows(seed, unit, year, index),
  },
];

const DAY_MS = 86_400_000;
const ZONE_MS = 7 * 3_600_000;
const PERIODS = 3;
/** Of a hundred units these have not sent the newest period. */
const LATE = 0.12;

const pad = (value: number): string => String(value).padStart(2, '0');

interface PastPeriod {
  readonly code: string;
  readonly year: number;
  readonly index: number;
  /** First moments of the period and of the one after it, epoch ms. */
  readonly begin: number;
  readonly end: number;
}

/** Periods of a kind that are over, and the running one, newest last. */
function periodsUntil(kind: DemoForm['kind'], now: number): readonly PastPeriod[] {
  const today = new Date(now + ZONE_MS);
  const months = kind === 'month' ? 1 : 3;
  const current = Math.floor((today.getUTCFullYear() * 12 + today.getUTCMonth()) / months);
  return Array.from({ length: PERIODS + 1 }, (_, at) => {
    const place = current - PERIODS + at;
    const perYear = 12 / months;
    const [year, index] = [Math.floor(place / perYear), (place % perYear) + 1];
    return { code: kind === 'month' ? `${year}-${pad(index)}` : `${year}-Q${index}`, year, index, begin: Date.UTC(year, (index - 1) * months, 1) - ZONE_MS, end: Date.UTC(year, index * months, 1) - ZONE_MS };
  });
}

/** When a unit sent its file of a period; null where it has not, or has nothing to send. */
function sentAtOf({ seed }: World, form: DemoForm, { code: unit }: MockUnit, { code, begin, end }: PastPeriod, at: number, now: number): number | null {
  const drawn = (what: string): number => chance(seed, what, form.dataset, unit, code);
  // Whoever was struck reports within a day, and again when the month is over.
  if (at === PERIODS) return drawn('early') < (form.early ?? 0) ? Math.max(begin, now - Math.round(between(0.5, 20, seed, form.dataset, unit, 'hours') * (DAY_MS / 24))) : null;
  const sentAt = end + Math.round(between(1, 9, seed, form.dataset, unit, code) * DAY_MS);
  const isLate = at === PERIODS - 1 && drawn('late') < LATE;
  return isLate || sentAt > now || (form.share !== undefined && drawn('share') >= form.share) ? null : sentAt;
}

/** What the units of the province have sent by now: most of them, in the days after a period, of the newest some late; in a storm some at once. */
export function demoFiles(world: World, now: number): DemoFile[] {
  return FORMS.flatMap((form) => periodsUntil(form.kind, now).flatMap((period, at) =>
    sendersOf(world, form).flatMap((unit): DemoFile[] => {
      const { code, year, index } = period;
      const sentAt = unit.from > dayOf(`${year}-01-01`) + 366 ? null : sentAtOf(world, form, unit, period, at, now);
      if (sentAt === null) return [];
      const isRunning = at === PERIODS;
      // Of a month that is running, what has been counted so far.
      const part = isRunning ? Math.max(0.1, (now - period.begin) / (period.end - period.begin)) : 1;
      const draw = (name: string, low: number, high: number): number => part * between(low, high, world.seed, form.dataset, unit.code, name) * between(0.85, 1.15, world.seed, form.dataset, unit.code, name, code);
      const rows = form.rows(draw, year, index, unit, world.seed, isRunning).filter((row) => form.head.length > 0 || String(row[3]) <= dateText(dayAt(now)));
      if (rows.length === 0) return [];
      return [{ dataset: form.dataset, unit: unit.code, period: `calendar:${code}`, name: `${form.dataset}-${code}-${hash32(unit.code) % 1_000}.${form.head.length > 0 ? 'csv' : 'geojson'}`, head: form.head, rows: clipped(form, rows), sentAt }];
    })));
}

const sendersOf = ({ units }: World, { by }: DemoForm): readonly MockUnit[] => (by === 'communes' ? units.communes : units.departments);

/** Nineteen criteria are all there are. */
const clipped = ({ dataset }: DemoForm, rows: readonly (readonly Value[])[]): readonly (readonly Value[])[] =>
  dataset === 'commune-new-rural' ? rows.map(([met, ...rest]) => [Math.min(19, Number(met)), ...rest]) : rows;

/** As a commune's spreadsheet saves it: semicolons, decimal commas, UTF-8 with its mark. */
const csvOf = ({ head, rows }: DemoFile): string =>
  `\ufeff${[head, ...rows].map((cells) => cells.map((cell) => (cell === null ? '' : typeof cell === 'number' ? String(cell).replace('.', ',') : cell)).join(';')).join('\r\n')}\r\n`;

/** A file as it is sent: a spreadsheet's table, or places of a map. */
export const bodyOf = (file: DemoFile): string => (file.head.length > 0 ? csvOf(file) : geoJsonOf(file.rows));

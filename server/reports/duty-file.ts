import type { Province } from '@/config/province';
import { lastDay } from '@/domain/period/period';
import { parsePeriod } from '@/domain/period/text';
import { toInstant } from '@/domain/time';
import { createFormat } from '@/format/create-format';
import type { DocumentTable } from '@/reports/document/document';
import { tallyOf } from '@/reports/register/duty-tally';
import type { Duty, DutyState } from '@/reports/register/parse-report';
import { writeTableCsv } from '@/reports/writers/csv/write-csv';
import type { Sheet, SheetCell, SheetRow } from '@/reports/writers/xlsx/sheet';
import { writeWorkbook } from '@/reports/writers/xlsx/write-xlsx';

/** A register of duties as it is taken out. */
export interface DutyBook {
  readonly title: string;
  readonly duties: readonly Duty[];
  readonly province: Pick<Province, 'units'>;
  readonly author: string;
  /** Epoch ms. */
  readonly at: number;
}

const STATES: Readonly<Record<DutyState, string>> = { missing: 'Chưa nộp', late: 'Nộp muộn', due: 'Chưa đến hạn', 'on-time': 'Đúng hạn' };
const format = createFormat('vi');
const MOMENT = 'dd/mm/yyyy hh:mm';
const [DAY_MS, VIETNAM_MS, EPOCH_DAY] = [86_400_000, 7 * 3_600_000, 25_569];
/** A moment as spreadsheets count days, by the clock of Vietnam. */
const moment = (at: number | null | undefined): SheetCell => (at == null ? null : { number: (at + VIETNAM_MS) / DAY_MS + EPOCH_DAY, code: MOMENT, look: { bordered: true, align: 'centre' } });
const text = (said: string): SheetCell => ({ text: said, look: { bordered: true, wrap: true } });
const count = (number: number): SheetCell => ({ number, code: '#,##0', look: { bordered: true, align: 'end' } });
const share = (number: number | null): SheetCell => (number === null ? text('—') : { number, code: '0.0%', look: { bordered: true, align: 'end' } });
const head = (...names: readonly string[]): SheetRow => names.map((name) => ({ text: name, look: { head: true } }));

function namesOf({ province }: DutyBook, { unit, period: told }: Duty): { readonly unit: string; readonly period: string } {
  const period = parsePeriod(told);
  const known = period.ok ? province.units.resolve(unit, lastDay(period.value)) : null;
  return { unit: known?.fullName ?? unit, period: period.ok ? format.period(period.value) : told };
}
const footOf = ({ author, at }: DutyBook): string => `${author} · ${format.dateTime(toInstant(at))}`;

/** Two sheets: how each unit stands with its share, and every duty with its moments as dates. */
export function dutyWorkbook(book: DutyBook): Uint8Array {
  const names = ['Đơn vị', 'Phải nộp', 'Đúng hạn', 'Nộp muộn', 'Chưa nộp', 'Chưa đến hạn', 'Tỷ lệ đã nộp', 'Tỷ lệ đúng hạn'];
  const units = [...new Set(book.duties.map(({ unit }) => unit))];
  const line = (name: SheetCell, duties: readonly Duty[]): SheetRow => {
    const tally = tallyOf(duties);
    return [name, count(tally.owed), count(tally['on-time']), count(tally.late), count(tally.missing), count(tally.due), share(tally.given), share(tally.onTime)];
  };
  const sheet = (name: string, widths: readonly number[], rows: readonly SheetRow[]): Sheet => ({ name, widths, rows, merges: [], frozenRows: 1, repeated: { from: 0, to: 0 }, landscape: true, footer: footOf(book) });
  const byUnit = units.map((unit) => { const own = book.duties.filter((duty) => duty.unit === unit); return line(text(own[0] ? namesOf(book, own[0]).unit : unit), own); });
  const each = book.duties.map((duty): SheetRow => {
    const named = namesOf(book, duty);
    return [text(named.unit), text(duty.unit), text(named.period), moment(duty.due), text(STATES[duty.state]), moment(duty.issuedAt)];
  });
  return writeWorkbook([
    sheet('Theo đơn vị', [42, 11, 11, 11, 11, 14, 14, 16], [head(...names), ...byUnit, line({ text: 'Cộng', look: { bordered: true, bold: true } }, book.duties)]),
    sheet('Từng báo cáo', [42, 14, 24, 18, 16, 18], [head('Đơn vị', 'Mã đơn vị', 'Kỳ báo cáo', 'Hạn nộp', 'Trạng thái', 'Ban hành lúc'), ...each]),
  ], { title: book.title, author: book.author, organisation: '', createdAt: book.at, language: 'vi' });
}

/** Every duty in a line; moments as "17:00 05/11/2026". */
export function dutyCsv(book: DutyBook): Uint8Array {
  const columns = ['Đơn vị', 'Mã đơn vị', 'Kỳ báo cáo', 'Hạn nộp', 'Trạng thái', 'Ban hành lúc'];
  const table: DocumentTable = {
    kind: 'table', id: 'duties', caption: book.title, unitLine: '', notes: [],
    columns: columns.map((name, at) => ({ id: String(at), header: [name], number: '', align: 'start', width: 1, unit: '' })),
    rows: book.duties.map((duty, at) => {
      const named = namesOf(book, duty);
      const said = [named.unit, duty.unit, named.period, format.dateTime(toInstant(duty.due)), STATES[duty.state], duty.issuedAt == null ? '' : format.dateTime(toInstant(duty.issuedAt))];
      return { id: String(at), emphasis: null, cells: said.map((words) => ({ kind: 'text' as const, text: words })) };
    }),
  };
  return new TextEncoder().encode(writeTableCsv(table, 'vi'));
}

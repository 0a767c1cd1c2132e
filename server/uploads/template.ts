import writeExcelFile from 'write-excel-file/node';
import { listOn, type CodeList } from '@/domain/code-list';
import { isCoordinate, isNumeric, type FileColumn, type FileForm } from '@/federation/tables/file-form';
import { NOTES_SHEET } from './reading/workbook';

/** A unit that the file may be about. */
export interface NamedUnit {
  readonly code: string;
  readonly fullName: string;
}

/** Text that a spreadsheet would take for a formula is made text; numbers are never quoted. */
const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const csvCell = (text: string): string => (/[",;\r\n]/.test(text) ? `"${guarded(text).replaceAll('"', '""')}"` : guarded(text));

/** The head row, UTF-8 with its mark, so that a spreadsheet opens it with its diacritics. */
export const csvTemplate = ({ columns }: FileForm): Buffer => Buffer.from(`\ufeff${columns.map(({ title }) => csvCell(title.vi)).join(';')}\r\n`);

const WIDTH = 22;
const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true });
const plain = (value: string) => ({ value, type: String, wrap: true });

/** The shared lists that a form names, each as it stands on a day with the entries that hold then. */
export const listsOf = ({ columns }: Pick<FileForm, 'columns'>, lists: readonly CodeList[], day: string): CodeList[] =>
  [...new Set(columns.flatMap(({ list }) => list ?? []))].flatMap((id) => {
    const list = listOn(lists, id, day);
    return list ? [{ ...list, codes: list.codes.filter(({ validFrom, validTo }) => (validFrom ?? '') <= day && (validTo === undefined || day < validTo)) }] : [];
  });

/** A workbook of two sheets: the empty table, its codes as text so that no zero is lost, and what each column takes. */
export function xlsxTemplate(form: FileForm, units: readonly NamedUnit[], lists: readonly CodeList[] = []): Promise<Buffer> {
  const { columns } = form;
  const notes = [
    [bold('Cột'), bold('Kiểu'), bold('Bắt buộc'), bold('Giá trị nhận')],
    ...columns.map((column) => [plain(column.title.vi), plain(KINDS[column.type]), plain(column.required ? 'có' : 'không'), plain(limitsOf(column, form))]),
    [], [bold('Mã đơn vị'), bold('Tên đơn vị')],
    ...units.map(({ code, fullName }) => [plain(code), plain(fullName)]),
    ...lists.flatMap(({ id, name, codes }) => (columns.some(({ list }) => list === id) ? [[], [bold(name.vi), bold('Ý nghĩa')], ...codes.map(({ code, label }) => [plain(code), plain(label.vi)])] : [])),
  ];
  return writeExcelFile([
    { data: [columns.map(({ title }) => bold(title.vi))], sheet: 'Số liệu', columns: columns.map(() => ({ width: WIDTH })), stickyRowsCount: 1 },
    { data: notes, sheet: NOTES_SHEET, columns: notes[0]?.map(() => ({ width: WIDTH })) ?? [] },
  ]).toBuffer();
}

const KINDS: Readonly<Record<FileColumn['type'], string>> = {
  text: 'chữ', whole: 'số nguyên', number: 'số', date: 'ngày (31/12/2026)', code: 'mã', unit: 'mã đơn vị', period: 'kỳ (10/2026)', lon: 'kinh độ, độ WGS84', lat: 'vĩ độ, độ WGS84',
};

function limitsOf(column: FileColumn, { bounds: [west, south, east, north] }: FileForm): string {
  if (column.codes) return [...column.codes].map(([code, label]) => `${code}: ${label}`).join('; ');
  if (column.list !== undefined) return 'một mã của danh mục dùng chung ở dưới';
  if (isCoordinate(column)) return column.type === 'lon' ? `từ ${west} đến ${east}` : `từ ${south} đến ${north}`;
  if (!isNumeric(column)) return '';
  const { min, max } = column;
  return [min === undefined ? '' : `từ ${min}`, max === undefined ? '' : `đến ${max}`].filter((part) => part !== '').join(' ');
}

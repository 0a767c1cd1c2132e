import { TagDisposition, type TemplateHandlerOptions } from 'easy-template-x';
import { err, ok, type Result } from '@/domain/result';
import { repacked } from '../writers/archive/repacked';
import { printable } from '../writers/docx/text-runs';
import { cleanPackage, newHandler, readWordTemplate, toArrayBuffer, type WordTag } from './read-template';
import { fault, type WordFault } from './word-fault';

/** What is put into a person's own Word file. Texts are printed as they are: figures come as `valueText` says them. */
export interface WordValues {
  /** By what stands in the braces. */
  readonly fields: Readonly<Record<string, string>>;
  /** Rows of each table, by its name and the names of its columns. */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

/** Of all tables together; each row is a copy of what stands between the marks. */
const MOST_ROWS = 20_000;
const MOST_BYTES = 40_000_000;

/**
 * A person's own Word file with its places filled. The file is checked again, as {@link readWordTemplate} does; a place nobody has a value
 * for is a fault and never an empty spot. `moment` (epoch ms) is the time the file is given: the same file, values and moment give the
 * same bytes.
 */
export async function fillWordTemplate(bytes: Uint8Array, values: WordValues, moment: number): Promise<Result<Uint8Array, readonly WordFault[]>> {
  const clean = cleanPackage(bytes);
  if (!clean.ok) return clean;
  const read = await readWordTemplate(bytes);
  if (!read.ok) return read;
  const faults = read.value.tags.flatMap((tag) => lacking(tag, values));
  const rows = read.value.tags.reduce((sum, tag) => sum + (tag.kind === 'table' ? rowsOf(values, tag.name).length : 0), 0);
  if (rows > MOST_ROWS) faults.push(fault('too-many-rows', 'word', `${MOST_ROWS}`, `${rows}`));
  if (faults.length > 0) return err(faults);
  const filled = new Uint8Array(await newHandler({ scopeDataResolver: (place) => valueAt(values, place) }).process(toArrayBuffer(clean.value), {}));
  const file = repacked(filled, moment);
  return file.length > MOST_BYTES ? err([fault('too-large', '', `${MOST_BYTES} byte`, `${file.length}`)]) : ok(file);
}

const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(record, name) ? record[name] : undefined);
const rowsOf = (values: WordValues, name: string): readonly Readonly<Record<string, string>>[] => own(values.tables, name) ?? [];

function lacking(tag: WordTag, values: WordValues): WordFault[] {
  if (tag.kind === 'field') return own(values.fields, tag.name) === undefined ? [fault('unknown-placeholder', 'word', '', `{{${tag.name}}}`)] : [];
  if (own(values.tables, tag.name) === undefined) return [fault('unknown-placeholder', 'word', '', `{{#${tag.name}}}`)];
  const lost = tag.columns.filter((column) => rowsOf(values, tag.name).some((row) => own(row, column) === undefined && own(values.fields, column) === undefined));
  return lost.map((column) => fault('unknown-placeholder', 'word', `{{#${tag.name}}}`, `{{${column}}}`));
}

type Place = Parameters<NonNullable<TemplateHandlerOptions['scopeDataResolver']>>[0];

/** A field, the rows of a table, or a column of one row. Only what was given is found, nothing that every object has. */
function valueAt(values: WordValues, { path, strPath }: Place): string | Record<string, string>[] {
  const last = path.at(-1);
  const [name = '', row, column = ''] = strPath;
  if (typeof last === 'object' && last.disposition !== TagDisposition.SelfClosed) return rowsOf(values, name).map((each) => ({ ...each }));
  if (row === undefined) return printable(own(values.fields, name) ?? '');
  return printable(own(rowsOf(values, name)[Number(row)] ?? {}, column) ?? own(values.fields, column) ?? '');
}

import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { ReportDocument } from '../../document/document';
import { packed, textPart } from '../archive/repacked';
import { sheetsOf } from './document-sheets';
import { rowXml, sheetEnd, sheetPieces, sheetStart } from './sheet-xml';
import type { Sheet, SheetRow } from './sheet';
import { createStyleBook } from './style-book';
import { sheetPath, workbookParts, type WorkbookProperties } from './workbook';

/** A report as a workbook: a sheet for each table with its numbers as numbers, one of all figures with their origin, one of the sources. */
export function writeXlsx(document: ReportDocument): Uint8Array {
  const { author, organisation, createdAt } = document.properties;
  return writeWorkbook(sheetsOf(document), { title: document.title, author, organisation, createdAt, language: document.language });
}

/** Sheets as one file. The same sheets give the same bytes. */
export function writeWorkbook(sheets: readonly Sheet[], properties: WorkbookProperties): Uint8Array {
  const styles = createStyleBook();
  const written = Object.fromEntries(sheets.map((sheet, at) => [sheetPath(at), textPart([...sheetPieces(sheet, styles)].join(''))]));
  const rest = Object.entries({ ...workbookParts(sheets, properties), 'xl/styles.xml': styles.part() });
  return packed({ ...Object.fromEntries(rest.map(([path, xml]) => [path, textPart(xml)])), ...written }, properties.createdAt);
}

/** Where a long file goes as it is made; a promise holds the rows back until it is settled. */
export type Sink = (bytes: Uint8Array) => void | Promise<void>;

const PIECE = 64 * 1_024;
/** After so many pieces whoever else waits has a turn: other requests, and the wish to cancel. */
const TURN = 8;
/** Archives tell time by the clock of a wall; this one stands still, so that equal rows make equal bytes. */
const TIME = new Date(2000, 0, 1);

/**
 * A workbook whose rows come one by one and leave as they come: memory does not grow with them. Settles when the last byte was taken.
 * `cancelled` is asked between pieces; a file that was cancelled ends with a rejection and is not whole.
 */
export async function streamWorkbook(sheets: readonly Sheet<AsyncIterable<SheetRow> | Iterable<SheetRow>>[], properties: WorkbookProperties, sink: Sink, cancelled: () => boolean = () => false): Promise<void> {
  const styles = createStyleBook();
  let waiting: Promise<void> = Promise.resolve();
  let broken: Error | null = null;
  const zip = new Zip((fault, bytes) => {
    if (fault) broken = fault;
    else waiting = waiting.then(() => sink(bytes));
  });
  const settle = async (): Promise<void> => {
    await waiting;
    if (broken !== null) throw broken;
    if (cancelled()) throw new DOMException('The workbook was cancelled', 'AbortError');
  };
  const part = (path: string): ZipDeflate => {
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = TIME;
    zip.add(file);
    return file;
  };
  for (const [path, xml] of Object.entries(workbookParts(sheets, properties))) part(path).push(strToU8(xml), true);
  await settle();
  for (const [at, sheet] of sheets.entries()) {
    const file = part(sheetPath(at));
    let piece = sheetStart(sheet);
    let [index, pieces] = [0, 0];
    for await (const row of sheet.rows) {
      piece += rowXml(row, index, sheet, styles);
      index += 1;
      if (piece.length < PIECE) continue;
      file.push(strToU8(piece));
      piece = '';
      pieces += 1;
      await settle();
      if (pieces % TURN === 0) await new Promise((done) => setTimeout(done));
    }
    file.push(strToU8(piece + sheetEnd(sheet)), true);
    await settle();
  }
  part('xl/styles.xml').push(strToU8(styles.part()), true);
  zip.end();
  await settle();
}

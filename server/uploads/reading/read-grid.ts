import type { FileForm } from '@/federation/tables/file-form';
import { Unreadable, type Grid } from './grid';
import { readCsv } from './read-csv';
import { isJson, readJson, type JsonContext } from './read-json';
import { readXlsx } from './read-xlsx';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, at) => bytes[at] === byte);

/** Reads a file by what it is, whatever it is called: a zip is a workbook, an object is JSON, other text is CSV, anything else is refused. */
export function readGrid(bytes: Uint8Array, form: FileForm, context: JsonContext): Grid {
  if (bytes.length === 0) throw new Unreadable('empty');
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return readXlsx(bytes);
  // Excel up to 2003, and any workbook under a password.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new Unreadable(isEncryptedPackage(bytes) ? 'xlsx-encrypted' : 'xls-old');
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46) || startsWith(bytes, 0x50, 0x4b) || startsWith(bytes, 0x3c)) throw new Unreadable('file-signature');
  return isJson(bytes) ? readJson(bytes, form, context) : readCsv(bytes);
}

const isEncryptedPackage = (bytes: Uint8Array): boolean => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'));

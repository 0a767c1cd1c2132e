import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, ok, type Result } from '@/domain/result';
import { faultWords } from '@/reports/own-word/fault-words';
import { readWordTemplate } from '@/reports/own-word/read-template';
import type { WordForm } from '@/reports/template/word-form';
import type { Forms } from '../reports/formats';
import { hashOf } from '../reports/report-files';
import type { CommandIo } from './command';
import { pathOf } from './store-of';

/** A Word file of this machine as the form of one report. */
export interface LocalForm {
  readonly form: Pick<WordForm, 'file' | 'name' | 'tags'>;
  readonly forms: Forms;
}

/** Reads it as the gateway reads what units bring; every fault in both languages. */
export async function readLocalForm(io: CommandIo, file: string): Promise<Result<LocalForm, readonly string[]>> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(pathOf(io, file)));
  } catch {
    return err([`--word-form: không đọc được tệp / the file cannot be read: ${file}`]);
  }
  const read = await readWordTemplate(bytes);
  if (!read.ok) return err(read.error.map(faultWords).map(({ vi, en }) => `--word-form: ${vi} / ${en}`));
  const hash = hashOf(bytes);
  return ok({ form: { file: hash, name: basename(file), tags: read.value.tags }, forms: (wanted) => Promise.resolve(wanted === hash ? bytes : null) });
}

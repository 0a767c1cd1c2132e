import type { Text } from '@/domain/text';
import type { FileForm } from '@/federation/tables/file-form';
import type { CheckedTable, Total } from './reading/check-table';
import type { FileKind } from './reading/grid';
import { FILE_WORDS, wordsOf } from './reading/fault-words';
import type { ReadingOutcome } from './reading/reading-job';
import type { UploadRow } from './upload-rows';

export interface ToldFault {
  readonly row: number | null;
  readonly column: string | null;
  readonly code: string;
  readonly expected: string;
  readonly got: string;
  readonly words: Text;
  /** Where the row has no number of its own: the codes of its dimensions. */
  readonly place?: string;
}
/** What a file came to before anything is loaded; `token` loads it, and is null while anything is wrong. */
export interface Preview {
  readonly token: string | null;
  readonly sha256: string;
  readonly size: number;
  readonly form: FileKind | null;
  readonly encoding: string | null;
  readonly separator: string | null;
  readonly headRow: number | null;
  readonly found: readonly string[];
  readonly mapping: CheckedTable['mapping'];
  readonly rowCount: number;
  readonly sample: CheckedTable['sample'];
  readonly faults: readonly ToldFault[];
  readonly faultCount: number;
  readonly remarks: CheckedTable['remarks'];
  readonly totals: readonly Total[];
  /** The version that stands now at this place. */
  readonly before: { readonly version: number; readonly at: number; readonly totals: readonly Total[]; readonly same: boolean } | null;
}

export interface PreviewParts {
  readonly outcome: ReadingOutcome;
  readonly form: FileForm;
  readonly token: string | null;
  readonly sha256: string;
  readonly size: number;
  readonly before: UploadRow | undefined;
}

export function previewOf({ outcome, form, token, sha256, size, before: row }: PreviewParts): Preview {
  const before = row ? { version: row.version, at: row.loaded_at.getTime(), totals: totalsOf(row.totals), same: row.sha256 === sha256 } : null;
  if (outcome.ok) {
    const { table } = outcome;
    const { headRow, found, mapping, rowCount, sample, faultCount, remarks, totals } = table;
    return {
      token, sha256, size, form: outcome.form, encoding: outcome.encoding, separator: outcome.separator, headRow, found, mapping, rowCount, sample, faultCount, remarks, totals, before,
      faults: table.faults.map((fault) => ({ ...fault, words: wordsOf(fault, form) })),
    };
  }
  const [vi, en] = FILE_WORDS[outcome.code];
  // A table has no rows to count: where in it is said as its own path.
  const isAt = outcome.code === 'json-stat' && outcome.got !== '';
  return {
    token: null, sha256, size, form: null, encoding: null, separator: null, headRow: null, found: [], mapping: {}, rowCount: 0, sample: [], remarks: [], totals: [], before,
    faults: [{ row: outcome.row, column: null, code: outcome.code, expected: '', got: outcome.got, words: { vi: isAt ? `${vi} Chỗ sai: ${outcome.got}.` : vi, en: isAt ? `${en} At: ${outcome.got}.` : en } }], faultCount: 1,
  };
}

/** As stored by ourselves. */
export const totalsOf = (stored: unknown): readonly Total[] => (Array.isArray(stored) ? (stored as readonly Total[]) : []);

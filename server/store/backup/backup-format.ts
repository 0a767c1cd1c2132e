import * as z from 'zod';

/**
 * A backup: gzipped lines of JSON, so that it can be read in twenty years without this program. First the header, then every row of every
 * table as the database writes it, at the end the trailer.
 */
export const BACKUP_FORMAT = 'toan-canh backup 1';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

export const backupHeader = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** Version of the schema the rows belong to. */
  schema: z.number().int().positive(),
  /** When the snapshot was taken: everything committed before is in it, nothing committed after. */
  at: z.iso.datetime(),
  /** Rows of each table. */
  counts: z.record(z.string(), count),
  /** Last link of the audit chain; null where there is none. */
  audit: z.object({ seq: z.number().int().positive(), hash: z.string() }).nullable(),
});
export type BackupHeader = z.infer<typeof backupHeader>;

export const backupRow = z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) });
/** `sha256` is over every line before this one, line ends included. */
export const backupTrailer = z.object({ end: z.object({ rows: count, sha256: digest }) });

/** The file is not a backup, is not whole, or was changed. Nothing was restored. The message is for the operator. */
export class BackupDamaged extends Error {
  override readonly name = 'BackupDamaged';
  constructor(why: string) {
    super(`Tệp không phải bản sao lưu nguyên vẹn (${why}); chưa có gì được khôi phục. / The file is not a whole backup (${why}); nothing was restored.`);
  }
}

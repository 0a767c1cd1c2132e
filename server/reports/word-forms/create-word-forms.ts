import { createHash } from 'node:crypto';
import { sharesUnit } from '@/access/shares-unit';
import { err, ok, type Result } from '@/domain/result';
import { toInstant } from '@/domain/time';
import { readWordTemplate } from '@/reports/own-word/read-template';
import type { WordFault } from '@/reports/own-word/word-fault';
import type { WordTag } from '@/reports/template/word-form';
import type { Core } from '../../core';
import { Problem } from '../../http/problems';
import { holderOf } from '../admission';
import type { Writer } from '../reports';
import { broughtBy, formBytes, formRows, keepForm, servesUnit } from './word-form-rows';

/** What a unit may keep. */
export const FORM_LIMITS = { files: 300, bytes: 300_000_000 } as const;

/** A Word file as its unit brought it, with the places that were found in it. */
export interface BroughtForm {
  readonly file: string;
  readonly name: string;
  readonly size: number;
  readonly tags: readonly WordTag[];
}

/** Word files of units, as forms of reports: read as files of strangers, kept under their hash, never changed. */
export interface WordForms {
  /** The faults are those of the file. Whoever may not write for the unit is refused. */
  readonly bring: (by: Writer, wish: { readonly unit: string; readonly name: string; readonly bytes: Uint8Array }) => Promise<Result<BroughtForm, readonly WordFault[]>>;
  /** For who shares a unit that brought it; for others it does not exist. */
  readonly file: (by: Writer, hash: string) => Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
}

type FormCore = Pick<Core, 'store' | 'audit' | 'province' | 'clock'>;

export function createWordForms(core: FormCore): WordForms {
  const { store } = core;
  return {
    async bring(by, { unit, name, bytes }) {
      if (!by.rights.may('report.write', unit)) throw new Problem('not-allowed', { at: 'query/unit', expected: 'a unit of yours' });
      const hash = createHash('sha256').update(bytes).digest('hex');
      const note = { action: 'upload', actor: by.actor, target: `word-form:${hash}`, ...(by.from ? { from: by.from } : {}) } as const;
      const read = await readWordTemplate(bytes);
      if (!read.ok) {
        await core.audit.write({ ...note, outcome: 'refused', detail: { unit, size: bytes.length, faults: [...new Set(read.error.map(({ code }) => code))] } });
        return err(read.error);
      }
      await store.transact(async (db) => {
        const { files, bytes: taken } = await broughtBy(db, unit);
        const isNew = await keepForm(db, { hash, unit, file_name: name, size: bytes.length, bytes, uploaded_by: by.actor.id, uploaded_at: new Date(core.clock()) });
        if (isNew && (files >= FORM_LIMITS.files || taken + bytes.length > FORM_LIMITS.bytes)) throw new Problem('too-large', { expected: `at most ${FORM_LIMITS.files} files, ${FORM_LIMITS.bytes} bytes of one unit`, got: `${files}, ${taken}` });
        if (isNew) await core.audit.append(db, { ...note, outcome: 'done', detail: { unit, size: bytes.length, places: read.value.tags.length } });
      });
      return ok({ file: hash, name, size: bytes.length, tags: read.value.tags });
    },
    async file({ actor }, hash) {
      const province = core.province.current();
      const rows = await formRows(store.db, hash);
      const seen = rows.find(({ unit }) => sharesUnit(actor, holderOf(unit, province), province, toInstant(core.clock())));
      const bytes = seen ? await formBytes(store.db, hash) : null;
      if (!seen || !bytes) throw new Problem('not-found');
      return { name: seen.file_name, bytes };
    },
  };
}

/** The way from a report of a unit to the file that is its form; null where no unit in its line has brought it. */
export const formsFor = ({ store, province, clock }: Pick<Core, 'store' | 'province' | 'clock'>, unit: string) => async (hash: string): Promise<Uint8Array | null> =>
  (servesUnit(await formRows(store.db, hash), unit, province.current(), clock()) ? formBytes(store.db, hash) : null);

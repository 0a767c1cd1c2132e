import type { Instant } from '@/domain/time';
import type { DatasetSpec, Normalised, Params, PayloadReader } from '../../connector';
import { settled, type Fault } from '../../fault';
import { momentAt } from '../../normalise/common-parts';
import { createNoteBook, type NoteBook } from '../../normalise/note-book';
import { mappingOf } from './mapping';
import { readTable } from './read-table';
import { requestOf } from './request';
import type { Table } from './table';
import { timeCodes } from './time-codes';
import { cubeOfTable } from './to-cube';

/** Offices fill `updated` with the end of days where they do not know it. */
function asOf({ updated, pointer }: Table, notes: NoteBook): Instant | null {
  return updated === undefined || updated === '' || updated.startsWith('9999-') ? null : momentAt(updated, `${pointer}/updated`, notes);
}

function read(payload: unknown, dataset: DatasetSpec, params: Params): Normalised {
  const mapping = mappingOf(dataset);
  const table = readTable(payload);
  const notes = createNoteBook();
  const data = cubeOfTable(table, mapping, params, notes);
  const updated = asOf(table, notes);
  return { data, asOf: updated, version: updated === null ? null : table.updated ?? null, notes: notes.notes() };
}

/** The first fault of the request and of the mapping. */
function check(dataset: DatasetSpec): Fault[] {
  const found = [
    settled(() => requestOf(dataset)),
    settled(() => {
      const { time } = mappingOf(dataset);
      if (time) timeCodes(time.pattern, time.nineMonths, '/mapping/time/pattern');
    }),
  ];
  return found.flatMap((part) => (part.ok ? [] : [part.error]));
}

export const jsonStatReader: PayloadReader = { id: 'json-stat', read, check };

import type { EventField, Events } from '@/domain/dataset';
import type { Instant } from '@/domain/time';
import type { Snapshot } from '@/query/snapshot';
import type { Reader } from '../context';

type Snapshots = { readonly [slot: string]: Snapshot };

/** What a tile keeps from its reader, or shows for a stated purpose. */
export interface PersonalStanding {
  /** Datasets of which this reader may ask to see the personal fields. */
  readonly askable: readonly string[];
  /** Datasets of which they are shown now, and until when. */
  readonly open: readonly { readonly dataset: string; readonly until: Instant }[];
}

/**
 * Snapshots as a model may see them: fields given for a purpose are covered the moment none stands any more, although the answer that holds
 * them is still in hand. The same objects where nothing is to be covered.
 */
export function coveredSnapshots(snapshots: Snapshots, reader: Reader | null): Snapshots {
  const doomed = Object.entries(snapshots).filter(([, { data, query }]) => data?.kind === 'events' && data.fields.some(isDisclosed) && !reader?.openUntil(query.dataset));
  if (doomed.length === 0) return snapshots;
  return { ...snapshots, ...Object.fromEntries(doomed.map(([slot, snapshot]) => [slot, snapshot.data?.kind === 'events' ? { ...snapshot, data: covered(snapshot.data) } : snapshot])) };
}

export function personalStanding(snapshots: Snapshots, reader: Reader | null): PersonalStanding {
  const askable = new Set<string>();
  const open = new Map<string, Instant>();
  for (const { data, query } of Object.values(snapshots)) {
    if (data?.kind !== 'events' || !reader) continue;
    const until = reader.openUntil(query.dataset);
    if (until !== null && data.fields.some(isDisclosed)) open.set(query.dataset, until);
    else if (data.fields.some(isCovered) && reader.mayUnmask(query.dataset)) askable.add(query.dataset);
  }
  return { askable: [...askable], open: [...open].map(([dataset, until]) => ({ dataset, until })) };
}

/** Rows or features that lie outside the reader's units were left out of an answer. */
export const isWithheld = (snapshots: Snapshots): boolean => Object.values(snapshots).some(({ notes }) => notes?.some((note) => note.code === 'withheld'));

const isDisclosed = (field: EventField): boolean => field.disclosed === true;
const isCovered = (field: EventField): boolean => field.personal && field.masked === true;

function covered(events: Events): Events {
  const hidden = events.fields.filter(isDisclosed).map((field) => field.id);
  return {
    ...events,
    fields: events.fields.map(({ disclosed, ...field }) => (disclosed ? { ...field, masked: true as const } : field)),
    rows: events.rows.map((row) => ({ ...row, values: { ...row.values, ...Object.fromEntries(hidden.map((field) => [field, null])) } })),
  };
}

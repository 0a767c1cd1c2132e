import type { EventRow, Events } from '@/domain/dataset';
import type { Attention } from '@/domain/indicator';
import type { Label } from '@/widget-kit/blocks';
import { personalValue, type PersonalValue } from '@/widget-kit/personal-value';
import { countFigure, eventsIn, instantOf, numberOf, rowsInView, spanFigure, textOf, unitLabelOf } from '@/widget-kit/snapshot-reading';
import type { ModelInput } from '@/widget-kit/widget';
import type { FeedbackOptions } from './options';
import type { Petition } from './view-model';

export type Input = ModelInput<FeedbackOptions>;
export const SLOT = 'items';

const DAY_MS = 86_400_000;
const KNOWN_FIELDS: readonly string[] = ['ha-tang-giao-thong', 'moi-truong', 'trat-tu-do-thi', 'dat-dai-xay-dung', 'y-te', 'giao-duc', 'dien-nuoc', 'thu-tuc-hanh-chinh'];
const CLOSED: readonly string[] = ['answered', 'closed'];

export const fieldLabel = (code: string | null): Label => (code === null ? { key: 'field.unknown' } : KNOWN_FIELDS.includes(code) ? { key: `field.${code}` } : { literal: code });

/** Whether it waits for its answer; null where the state is not said. */
export const isOpen = (row: EventRow): boolean | null => {
  const state = textOf(row, 'state');
  return state === null ? null : !CLOSED.includes(state);
};

/**
 * A personal field as far as this reader may see it: as it came for a stated purpose, hidden in every other case. Even where a source
 * itself is read (direct mode) nothing of it is hinted at: a petition and a place tell who wrote it.
 */
function personOf(events: Events, row: EventRow, field: string): PersonalValue {
  const value = personalValue(events, row, field);
  return value.kind === 'text' && !value.disclosed ? { kind: 'masked' } : value;
}

function petition(input: Input, events: Events, row: EventRow): Petition {
  const due = instantOf(row, 'dueAt');
  const left = due === null ? null : due - input.now;
  const state = left === null ? 'unknown' : left <= 0 ? 'overdue' : 'running';
  const attention: Attention = left === null ? 'unknown' : left <= 0 ? 'act' : left <= DAY_MS ? 'watch' : 'good';
  const unit = textOf(row, 'unit');
  const [lon, lat] = [numberOf(row, 'lon'), numberOf(row, 'lat')];
  return {
    id: row.id, code: textOf(row, 'code'), field: fieldLabel(textOf(row, 'field')), unit: unit === null ? null : unitLabelOf(input, unit),
    receivedAt: instantOf(row, 'receivedAt'), dueAt: due, state, attention,
    time: spanFigure(input, SLOT, left === null ? null : Math.abs(left), attention === 'good' ? 'unknown' : attention),
    place: lon === null || lat === null ? null : { lon, lat },
    sender: personOf(events, row, 'sender'), phone: personOf(events, row, 'phone'),
  };
}

export interface OpenPetitions {
  /** The longest overdue first, then the nearest due; null where the list did not come. */
  readonly rows: readonly Petition[] | null;
  /** Whether of every petition its state is known. */
  readonly known: boolean;
}

export function openPetitions(input: Input): OpenPetitions {
  const events = eventsIn(input, SLOT);
  const all = rowsInView(input, SLOT);
  if (!events || !all) return { rows: null, known: true };
  const rows = all.filter((row) => isOpen(row) === true).map((row) => petition(input, events, row));
  return { rows: rows.sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity)), known: all.every((row) => isOpen(row) !== null) };
}

/** Open ones, and those of them past their due. */
export function openFigures(input: Input, { rows, known }: OpenPetitions) {
  const overdue = rows && rows.filter(({ state }) => state === 'overdue');
  const dated = known && (rows?.every(({ state }) => state !== 'unknown') ?? true);
  return {
    open: countFigure(input, SLOT, rows, 'case', 'unknown', known),
    overdue: countFigure(input, SLOT, overdue, 'case', (overdue?.length ?? 0) > 0 ? 'act' : 'unknown', dated),
  };
}

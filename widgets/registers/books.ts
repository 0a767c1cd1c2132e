import type { UnitLevel } from '@/domain/org-unit/types';
import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import type { RegisterId } from './options';

/** A count of a register: cells of one metric, narrowed to categories, added over the rest. */
export interface Part {
  readonly id: string;
  readonly metric: string;
  readonly unit: UnitOfMeasure;
  readonly decimals?: number;
  /** Categories counted of each classification; all where not named. */
  readonly keep?: { readonly [dimension: string]: readonly string[] };
}
/** A rate of a register, percent: how much of it is checked, certified, filed online. */
export interface Rate {
  readonly id: string;
  readonly numerator: Part;
  readonly denominator: Part;
}

/** How a register is read. Its dataset holds units × (classification ×) metrics; `months` the province month by month. */
export interface Book {
  readonly id: RegisterId;
  readonly dataset: string;
  readonly months: string | null;
  /** Units whose figures it holds: what it is complete or not of. */
  readonly level: UnitLevel;
  readonly headline: Part;
  readonly rate: Rate;
  readonly parts: readonly Part[];
}

const part = (id: string, metric: string, unit: UnitOfMeasure, keep?: Part['keep'], decimals = 0): Part => ({ id, metric, unit, decimals, ...(keep ? { keep } : {}) });
const rate = (id: string, numerator: Part, denominator: Part): Rate => ({ id, numerator, denominator });

const persons = part('persons', 'persons', 'person');
const active = part('active', 'enterprises', 'enterprise', { standing: ['hoat_dong'] });
const firms = part('enterprises', 'enterprises', 'enterprise');
const parcels = part('parcels', 'parcels', 'count');
const events = part('events', 'events', 'case');
const officials = part('officials', 'officials', 'person');

export const BOOKS: Readonly<Record<RegisterId, Book>> = {
  population: {
    id: 'population', dataset: 'registers-population', months: 'registers-population-months', level: 'commune',
    headline: persons, rate: rate('verified', part('verified', 'verified', 'person'), persons),
    parts: [part('households', 'households', 'household'), part('female', 'female', 'person'), part('under-6', 'under-6', 'person'), part('age-16-59', 'age-16-59', 'person'), part('age-60-up', 'age-60-up', 'person')],
  },
  enterprises: {
    id: 'enterprises', dataset: 'registers-enterprises', months: 'registers-enterprises-sectors', level: 'commune',
    headline: active, rate: rate('activeShare', active, firms),
    parts: [part('suspended', 'enterprises', 'enterprise', { standing: ['tam_ngung'] }), part('dissolved', 'enterprises', 'enterprise', { standing: ['giai_the'] }), part('workers', 'workers', 'person', { standing: ['hoat_dong'] }), part('capital', 'capital', 'billion-dong', { standing: ['hoat_dong'] }, 1)],
  },
  land: {
    id: 'land', dataset: 'registers-land', months: null, level: 'commune',
    headline: parcels, rate: rate('digitised', part('digitised', 'digitised', 'count'), parcels),
    parts: [part('area', 'area', 'hectare', undefined, 1), part('certified', 'certified', 'count')],
  },
  'civil-status': {
    id: 'civil-status', dataset: 'registers-civil-status', months: 'registers-civil-status-months', level: 'commune',
    headline: events, rate: rate('online', part('online', 'online', 'case'), events),
    parts: [part('births', 'events', 'case', { event: ['khai_sinh'] }), part('marriages', 'events', 'case', { event: ['ket_hon'] }), part('deaths', 'events', 'case', { event: ['khai_tu'] })],
  },
  officials: {
    id: 'officials', dataset: 'registers-officials', months: null, level: 'commune',
    headline: officials, rate: rate('women', part('women', 'officials', 'person', { sex: ['nu'] }), officials),
    parts: [part('cadres', 'officials', 'person', { kind: ['can_bo'] }), part('civilServants', 'officials', 'person', { kind: ['cong_chuc'] }), part('contract', 'officials', 'person', { kind: ['hop_dong'] }), part('posts', 'posts', 'person')],
  },
};

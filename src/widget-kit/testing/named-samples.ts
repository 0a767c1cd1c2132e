import type { Province } from '@/config/province';
import { STATUS_INDEX } from '@/domain/cube/cube';
import type { DatasetData, DatasetQuery } from '@/domain/dataset';
import type { Scope } from '@/domain/scope';
import { DAY_MS, toInstant } from '@/domain/time';
import type { Snapshot } from '@/query/snapshot';
import type { DatasetsInput, Sample, Slots } from '../widget';
import { SAMPLE_NOW, sampleProvince, sampleScope, snapshotOf } from './sample-province';

/** The answer to one question of a widget; undefined where the source has nothing. */
export type SampleAnswer = (slot: string, query: DatasetQuery) => DatasetData | undefined;

export interface SampleSpec<O> {
  readonly options: O;
  readonly datasets: (input: DatasetsInput<O>) => Slots;
  readonly normal: SampleAnswer;
  /** Answers that hold no number; the normal ones with every value taken out where not given. */
  readonly missing?: SampleAnswer;
  /** Longest names, largest numbers, most rows. */
  readonly extreme: SampleAnswer;
  readonly province?: Province;
  readonly scope?: Scope;
}

/** The same answer with every value taken away and the reason `not-available` in its place; events keep their rows. */
export function withoutValues(data: DatasetData | undefined): DatasetData | undefined {
  if (data?.kind === 'cube') {
    return { ...data, values: new Float64Array(data.values.length).fill(NaN), status: new Uint8Array(data.status.length).fill(STATUS_INDEX['not-available']) };
  }
  if (data?.kind === 'events') {
    return { ...data, rows: data.rows.map((row) => ({ ...row, values: Object.fromEntries(data.fields.map((field) => [field.id, null])) })) };
  }
  return data;
}

/** The seven states every widget is shown and tested in, drawn from the questions it really asks. */
export function namedSamples<O>(spec: SampleSpec<O>): readonly Sample<O>[] {
  const base = { options: spec.options, scope: spec.scope ?? sampleScope(), province: spec.province ?? sampleProvince(), now: SAMPLE_NOW };
  const slots = spec.datasets(base);
  const sample = (name: Sample<O>['name'], answer: SampleAnswer, extra: Partial<Snapshot> = {}): Sample<O> => ({
    name,
    input: {
      ...base,
      snapshots: Object.fromEntries(
        Object.entries(slots).map(([slot, query]) => [slot, snapshotOf(answer(slot, query), { query, ...extra })]),
      ),
    },
  });
  const none: SampleAnswer = () => undefined;
  const main = Object.values(slots)[0]?.dataset ?? '';
  const yesterday = toInstant(SAMPLE_NOW - DAY_MS - 7_200_000);
  return [
    sample('normal', spec.normal),
    sample('empty', none),
    sample('missing', spec.missing ?? ((slot, query) => withoutValues(spec.normal(slot, query)))),
    sample('stale', spec.normal, { asOf: yesterday, receivedAt: yesterday, cause: { kind: 'unavailable', source: 'sample', dataset: main, httpStatus: 503 } }),
    sample('partial', spec.normal, { partial: { present: 118, expected: 130 } }),
    sample('denied', none, { state: 'denied' }),
    sample('extreme', spec.extreme),
  ];
}

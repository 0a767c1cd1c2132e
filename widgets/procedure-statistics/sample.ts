import { namedSamples, type SampleAnswer } from '@/widget-kit/testing/named-samples';
import { sampleScope } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { datasets } from './datasets';
import type { ProcedureOptions } from './options';
import { dossiersList, fieldsCube, seriesCube, unitsCube } from './sample-answers';

const answer = (scale: number, dossiers: number): SampleAnswer => (slot, query) => {
  switch (slot) {
    case 'units': return unitsCube(scale, 'provisional');
    case 'fields': return fieldsCube(scale);
    case 'series': return seriesCube(query, scale);
    default: return dossiersList(dossiers);
  }
};

/** One view in its seven states: normal, empty, missing, stale, partial, denied, extreme. */
export const samplesOf = (view: ProcedureOptions['view'], change: Partial<ProcedureOptions> = {}, scope = sampleScope()): readonly Sample<ProcedureOptions>[] =>
  namedSamples<ProcedureOptions>({
    options: { view, level: 'all', sort: 'most-dossiers', limit: 20, ...change },
    scope, datasets, normal: answer(1, 9), extreme: answer(937, 120),
  });

export const samples = samplesOf('by-unit');

import { describe, expect, it } from 'vitest';
import { factorParts, listedSources, standingOf, type SourceView } from './source-view';

const source = (id: string, parts: Partial<SourceView> = {}): SourceView => ({
  source: id, name: { vi: `Hệ thống ${id}`, en: `System ${id}` }, shortName: { vi: id, en: id }, owner: { vi: 'Sở Y tế', en: 'Department of Health' }, contact: null, legalBasis: null, sampleData: true,
  protocols: ['rest-json'], datasets: [], deadlineMs: 10_000, maxBytes: 5_000_000, state: 'closed', nextTryAt: null, lastSuccess: 1, lastFailure: null, failingSince: null, error: null,
  latencyMs: 12, asked: 1, failed: 0, openDrift: 0, openQuarantine: 0, ...parts,
});
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').toLowerCase();
const ALL = [source('a'), source('b', { lastSuccess: null }), source('c', { openQuarantine: 2 }), source('d', { failingSince: 5 }), source('e', { protocols: ['prometheus'], openDrift: 1 })];

describe('the list of sources', () => {
  it('puts first what a person has to look at', () => {
    expect(listedSources(ALL, { text: '', standing: '' }, fold).map(({ source: id }) => id)).toEqual(['d', 'c', 'e', 'a', 'b']);
    expect(ALL.map(standingOf)).toEqual(['well', 'unasked', 'waiting', 'failing', 'drifting']);
  });

  it('is searched without accents, by protocol too, and by how a source stands', () => {
    expect(listedSources(ALL, { text: 'he thong B', standing: '' }, fold).map(({ source: id }) => id)).toEqual(['b']);
    expect(listedSources(ALL, { text: 'PROMETHEUS', standing: '' }, fold).map(({ source: id }) => id)).toEqual(['e']);
    expect(listedSources(ALL, { text: '', standing: 'failing' }, fold)).toHaveLength(1);
  });

  it('says a factor the way it went', () => {
    expect([factorParts(1_000), factorParts(0.001), factorParts(99.96)]).toEqual([{ sign: '×', size: 1_000 }, { sign: '÷', size: 1_000 }, { sign: '×', size: 100 }]);
  });
});

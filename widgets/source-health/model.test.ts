import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import { createFormat } from '@/format/create-format';
import { sourceSentence } from '@/widget-kit';
import { snapshotOf } from '@/widget-kit/testing/sample-province';
import { model } from './model';
import { VIEWS, type SourceHealthOptions } from './options';
import { report } from './report';
import { healthList, samplesOf, type SourceFacts } from './sample';

function inputOf(view: SourceHealthOptions['view'] = 'all', name = 'normal') {
  const found = samplesOf(view).find((sample) => sample.name === name);
  if (!found) throw new Error(`no sample ${name}`);
  return found.input;
}
const withSources = (...facts: readonly SourceFacts[]) => model({ ...inputOf(), snapshots: { sources: snapshotOf(healthList(facts)) } });

describe('how sources fare', () => {
  it('puts those that need a person first, the longest without a good answer before the others', () => {
    const { rows, attention } = model(inputOf());
    expect(rows?.map(({ id, attention: each }) => [id, each])).toEqual([
      ['so-y-te', 'act'], ['lgsp', 'act'], ['statistics-office', 'watch'], ['documents', 'good'], ['one-stop', 'good'], ['security-centre', 'good'], ['map-service', 'unknown'],
    ]);
    expect(attention).toBe('act');
  });

  it('says what is wrong in a sentence with field and time', () => {
    const row = model(inputOf()).rows?.[0];
    expect(row?.failure && sourceSentence(row.name.vi, row.failure, inputOf().now, createFormat('vi'))).toBe('API Sở Y tế trả thiếu trường `tong_so` từ 08:02.');
  });

  it('counts a source never asked neither as working nor as troubled', () => {
    const { working, troubled, all, held } = model(inputOf());
    expect([working, troubled, all, held].map((figure) => valueOf(figure.measure))).toEqual([4, 3, 7, 2]);
  });

  it('is good only where something is known, and says nothing where nothing came', () => {
    expect(withSources({ id: 'lgsp', state: 'working', good: 3 })).toMatchObject({ attention: 'good' });
    const vm = model({ ...inputOf(), snapshots: {} });
    expect(vm).toMatchObject({ attention: 'unknown', rows: null });
    expect(vm.working.measure.kind).toBe('missing');
  });

  it('counts nothing where a state is not understood, and held figures as missing where nobody counts them', () => {
    const vm = withSources({ id: 'lgsp', state: 'lạ', good: 3, held: null }, { id: 'documents', state: 'working', good: 3 });
    expect(vm.working.measure).toEqual({ kind: 'missing', reason: 'incomplete' });
    expect(vm.held.measure.kind).toBe('missing');
  });

  it('names the pause where a source is left alone without a failure on record', () => {
    expect(withSources({ id: 'lgsp', state: 'resting', good: null }).rows?.[0]?.failure).toMatchObject({ kind: 'circuit-open', since: null });
  });
});

describe('every view', () => {
  it.each(VIEWS)('%s stands every sample and is empty only where the source had nothing', (view) => {
    for (const { name, input } of samplesOf(view)) {
      const vm = model(input);
      expect(vm.empty, name).toBe(name === 'empty');
      expect(() => report(vm)).not.toThrow();
    }
  });
});

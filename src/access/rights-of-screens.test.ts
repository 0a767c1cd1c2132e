import { describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/access';
import { SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import { rightsOf } from './rights-of';
import { datasetOf, role, rulesOf } from './testing/random-access';

const province = sampleProvince({ access: rulesOf([role('leader', [], [])]) });
const mixed = { ...datasetOf({ classification: 'internal', fieldClasses: { name: 'public' } }), id: 'mixed' };
const screen = (datasets?: readonly string[]): Actor =>
  ({ kind: 'screen', id: 's', name: 'Sảnh', unit: null, classes: ['public', 'internal'], dashboards: [], ...(datasets ? { datasets } : {}) });
const classes = (actor: Actor) => [...(rightsOf(actor, province, SAMPLE_NOW).share(mixed)?.classes ?? [])];

describe('rights of a screen bounded by datasets', () => {
  it('show what is not public only of those', () => {
    expect(classes(screen())).toContain('internal');
    expect(classes(screen(['mixed']))).toContain('internal');
    expect(classes(screen(['another']))).not.toContain('internal');
    expect(classes(screen([]))).not.toContain('internal');
  });
  it('keep what is public, and are other rights', () => {
    expect(classes(screen(['another']))).toEqual(classes(screen([])));
    const identity = (actor: Actor) => rightsOf(actor, province, SAMPLE_NOW).identity;
    expect(identity(screen(['mixed']))).not.toBe(identity(screen()));
  });
});

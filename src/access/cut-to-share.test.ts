import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant } from '@/domain/access';
import type { Classification, Dataset, DatasetQuery } from '@/domain/dataset';
import { civilDate } from '@/domain/civil';
import { SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import { cutToShare } from './cut-to-share';
import { mayAsk } from './may-ask';
import { reachOf } from './reach';
import { covers } from './rights';
import { rightsOf } from './rights-of';
import { answerOf, datasets, grants, person, rules, scalarsOf, UNITS, type Canary } from './testing/random-access';

const TODAY = civilDate(SAMPLE_NOW);
const units = fc.array(fc.constantFrom(...UNITS), { maxLength: 5 });
const flags = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });
const purposes = fc.constantFrom<readonly string[]>([], ['d'], ['other']);
const question = fc.option(fc.constantFrom(...UNITS), { nil: undefined });
const world = fc.record({ access: rules, held: grants, more: grants, dataset: datasets, units, flags, purposes, asked: question });

const queryOf = (dataset: Dataset, unit: string | undefined): DatasetQuery => ({ dataset: dataset.id, params: unit !== undefined && dataset.unitScope?.parameter ? { unit } : {} });

/** The rule in its plainest words, grant by grant: is this value for this person? */
function isFor(canary: Canary, held: readonly Grant[], given: { province: ReturnType<typeof sampleProvince>; dataset: Dataset; purposes: readonly string[]; query: DatasetQuery }): boolean {
  const { province, dataset, query } = given;
  const own: Classification | undefined = dataset.fieldClasses?.[canary.field];
  const shown = own ?? (canary.personal ? 'personal' : dataset.classification === 'personal' ? 'internal' : dataset.classification);
  if (shown === 'public') return true;
  // A personal field that its dataset has not declared is nobody's.
  if (shown === 'personal' && dataset.classification !== 'personal' && !Object.values(dataset.fieldClasses ?? {}).includes('personal')) return false;
  const asked = query.params['unit'];
  const unit = canary.unit ?? (typeof asked === 'string' && dataset.unitScope?.field === undefined ? asked : null);
  return held.some((grant) => {
    const role = province.access.roles.get(grant.role);
    const ground = reachOf(province, grant.unit, TODAY);
    if (ground !== 'all' && ground.size === 0) return false;
    return role?.reads.some((read) =>
      (read.datasets === '*' || read.datasets.includes(dataset.id)) && read.classes.includes(shown)
      && (shown !== 'personal' || (role.may.includes('unmask') && given.purposes.includes(dataset.id)))
      && (read.units === 'all' || covers(ground, unit))) ?? false;
  });
}

describe('an answer cut to a share', () => {
  it('holds what is for its reader and nothing else, wherever one looks', () => {
    fc.assert(fc.property(world, ({ access, held, dataset, units: about, flags: personal, purposes: stated, asked }) => {
      const province = sampleProvince({ access });
      const share = rightsOf(person(held, stated), province, SAMPLE_NOW).share(dataset);
      const { data, canaries } = answerOf(dataset, about, personal);
      const query = queryOf(dataset, asked);
      if (!share) {
        expect(canaries.filter((each) => isFor(each, held, { province, dataset, purposes: stated, query }))).toEqual([]);
        return;
      }
      const found = scalarsOf(cutToShare(data, dataset, share, province, query).data);
      for (const canary of canaries) {
        const isThere = found.some((text) => text.includes(canary.text));
        const should = isFor(canary, held, { province, dataset, purposes: stated, query });
        // A feature lies somewhere: its own class decides whether it is there at all.
        if (data.kind === 'features' && should && !isThere) expect(isFor({ ...canary, field: '', personal: false }, held, { province, dataset, purposes: stated, query })).toBe(false);
        else expect(isThere, JSON.stringify(canary)).toBe(should);
      }
      expect(found).not.toContain('stray');
    }), { numRuns: 3_000 });
  });

  it('cut again is the same', () => {
    fc.assert(fc.property(world, ({ access, held, dataset, units: about, flags: personal, purposes: stated, asked }) => {
      const province = sampleProvince({ access });
      const share = rightsOf(person(held, stated), province, SAMPLE_NOW).share(dataset);
      if (!share) return;
      const query = queryOf(dataset, asked);
      const once = cutToShare(answerOf(dataset, about, personal).data, dataset, share, province, query).data;
      expect(cutToShare(once, dataset, share, province, query).data).toEqual(once);
    }), { numRuns: 4_000 });
  });

  it('never shows less for one grant more', () => {
    fc.assert(fc.property(world, ({ access, held, more, dataset, units: about, flags: personal, purposes: stated, asked }) => {
      const province = sampleProvince({ access });
      const less = rightsOf(person(held, stated), province, SAMPLE_NOW).share(dataset);
      const greater = rightsOf(person([...more, ...held], stated), province, SAMPLE_NOW).share(dataset);
      if (!less) return;
      expect(greater).not.toBeNull();
      if (!greater) return;
      const { data, canaries } = answerOf(dataset, about, personal);
      const query = queryOf(dataset, asked);
      const [before, after] = [less, greater].map((share) => scalarsOf(cutToShare(data, dataset, share, province, query).data));
      for (const { text } of canaries) if (before?.some((each) => each.includes(text))) expect(after?.some((each) => each.includes(text))).toBe(true);
      if (mayAsk(less, dataset, query) === 'yes') expect(mayAsk(greater, dataset, query)).toBe('yes');
    }), { numRuns: 1_500 });
  });

  it('is the same for everybody whose key is the same', () => {
    fc.assert(fc.property(world, ({ access, held, more, dataset, units: about, flags: personal, purposes: stated, asked }) => {
      const province = sampleProvince({ access });
      const [one, other] = [held, more].map((each) => rightsOf(person(each, stated), province, SAMPLE_NOW).share(dataset));
      if (!one || !other || one.key !== other.key) return;
      const { data } = answerOf(dataset, about, personal);
      const query = queryOf(dataset, asked);
      expect(cutToShare(data, dataset, other, province, query)).toEqual(cutToShare(data, dataset, one, province, query));
      expect(mayAsk(one, dataset, query)).toBe(mayAsk(other, dataset, query));
    }), { numRuns: 1_500 });
  });

  it('was not worth asking for where the question was refused', () => {
    fc.assert(fc.property(world, ({ access, held, dataset, flags: personal, purposes: stated, asked }) => {
      const province = sampleProvince({ access });
      const share = rightsOf(person(held, stated), province, SAMPLE_NOW).share(dataset);
      const query = queryOf(dataset, asked);
      if (!share || mayAsk(share, dataset, query) === 'yes') return;
      // A sound source answers about the units asked for.
      const { data, canaries } = answerOf(dataset, asked !== undefined && dataset.unitScope?.parameter ? [asked] : UNITS, personal);
      const found = scalarsOf(cutToShare(data, dataset, share, province, query).data);
      expect(canaries.filter((each) => found.some((text) => text.includes(each.text)))).toEqual([]);
    }), { numRuns: 1_500 });
  });
});

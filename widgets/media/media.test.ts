import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { model } from './model';
import { pictureState, renewed } from './picture-age';
import { report } from './report';
import { samples } from './sample';

const vmOf = (name: string) => {
  const found = samples.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return model(found.input);
};

describe('a place', () => {
  it('is taken from the list of the pack, by id, and from nowhere else', () => {
    expect(vmOf('normal').place?.url).toBe('/favicon.svg');
    expect(vmOf('empty')).toMatchObject({ place: null, fault: { key: 'unknown', params: { id: 'nobody' } } });
    expect(report(vmOf('empty'))).toEqual([{ kind: 'note', label: { key: 'unknown', params: { id: 'nobody' } } }]);
  });

  it('is named with its keeper in documents', () => {
    expect(report(vmOf('normal'))).toHaveLength(2);
  });
});

describe('the age of a picture', () => {
  it('is said once three renewals were missed, and only then', () => {
    const at = (now: number) => pictureState({ cameAt: 1_000, failed: true, now, everyMs: 10_000 }).kind;
    expect([at(2_000), at(31_000), at(31_001)]).toEqual(['fresh', 'fresh', 'old']);
  });

  it('never calls a picture that never came anything but waiting or dead', () => {
    fc.assert(fc.property(fc.boolean(), fc.nat(), fc.integer({ min: 1 }), (failed, now, everyMs) => {
      expect(pictureState({ cameAt: null, failed, now, everyMs }).kind).toBe(failed ? 'dead' : 'waiting');
    }));
  });

  it('asks the same place anew', () => {
    expect(renewed('https://camera.example/a.jpg', 5)).toBe('https://camera.example/a.jpg?at=5');
    expect(renewed('/a.jpg?size=2', 5)).toBe('/a.jpg?size=2&at=5');
  });
});

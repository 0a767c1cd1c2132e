import { describe, expect, it } from 'vitest';
import { translate } from './translator';

describe('translate', () => {
  const shared = { hello: 'Chào {name}', tiles: '{count} tile | {count} tiles' };

  it('fills named places and leaves unknown ones to be seen', () => {
    expect(translate([shared], 'hello', { name: 'Vinh' })).toBe('Chào Vinh');
    expect(translate([shared], 'hello', {})).toBe('Chào {name}');
  });

  it('chooses the singular only for one', () => {
    expect(translate([shared], 'tiles', { count: 1 })).toBe('1 tile');
    expect(translate([shared], 'tiles', { count: 0 })).toBe('0 tiles');
    expect(translate([shared], 'tiles', { count: 2 })).toBe('2 tiles');
  });

  it('lets the first table win and shows an unknown key instead of a blank', () => {
    expect(translate([{ hello: 'Kính chào' }, shared], 'hello')).toBe('Kính chào');
    expect(translate([shared], 'nothing.here')).toBe('nothing.here');
  });
});

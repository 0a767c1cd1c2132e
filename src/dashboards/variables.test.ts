import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dashboard, DashboardVariable, Tile } from '@/config/dashboard';
import type { Json } from '@/domain/dataset';
import { readVariables, resolveVariables, settledVariables } from './variables';

const both = (vi: string) => ({ vi, en: vi });
const variables: readonly DashboardVariable[] = [
  { id: 'sector', kind: 'choice', title: both('Lĩnh vực'), initial: 'land', choices: [{ value: 'land', label: both('Đất đai') }, { value: 'civil', label: both('Hộ tịch') }] },
  { id: 'channel', kind: 'category', title: both('Kênh'), initial: 'online', dataset: 'form-06', dimension: 'channel' },
];
const tile = (options: Json): Tile => ({ id: 'a', widget: 'chart', widgetVersion: 1, title: both('Một'), place: { x: 0, y: 0, w: 6, h: 2 }, options });
const board = (options: Json): Pick<Dashboard, 'tiles' | 'variables'> => ({ tiles: [tile(options)], variables });

describe('values an address asks for', () => {
  it('are taken where the variable may be that, else named, and the first value stands', () => {
    expect(readVariables(variables, new Map([['sector', 'civil'], ['channel', 'postal']]))).toEqual({ values: { sector: 'civil', channel: 'postal' }, rejected: [] });
    expect(readVariables(variables, new Map([['sector', 'moon'], ['nobody', 'x']]))).toEqual({ values: { sector: 'land', channel: 'online' }, rejected: ['nobody=x', 'sector=moon'] });
  });

  it('give every variable one value, whatever they are', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.oneof(fc.constantFrom('sector', 'channel', '__proto__', 'constructor'), fc.string()), fc.string())), (asked) => {
      const { values } = readVariables(variables, new Map(asked));
      expect(Object.keys(values)).toEqual(['sector', 'channel']);
      expect(['land', 'civil']).toContain(values['sector']);
    }));
  });

  it('that the dataset does not know are named once it has answered', () => {
    const { values } = readVariables(variables, new Map([['channel', 'pigeon']]));
    expect(settledVariables(variables, values, new Map()).rejected).toEqual([]);
    expect(settledVariables(variables, values, new Map([['channel', ['online', 'postal']]]))).toEqual({ values: { sector: 'land', channel: 'online' }, rejected: ['channel=pigeon'] });
  });
});

describe('tiles with variables', () => {
  it('have every whole value replaced, at any depth, and nothing else', () => {
    const [resolved] = resolveVariables(board({ where: { sector: '$sector' }, show: ['$channel', 'x'], text: 'costs $sector', key: '$nobody', $sector: 1 }), { sector: 'civil', channel: 'postal' });
    expect(resolved?.options).toEqual({ where: { sector: 'civil' }, show: ['postal', 'x'], text: 'costs $sector', key: '$nobody', $sector: 1 });
  });

  it('are the very same where none is named', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const options = { value: value as Json };
      if (JSON.stringify(value).includes('$')) return;
      const own = board(options);
      expect(resolveVariables(own, { sector: 'civil' })[0]).toBe(own.tiles[0]);
    }));
  });

  it('never read a value as the name of another variable', () => {
    expect(resolveVariables(board({ a: '$channel' }), { sector: 'civil', channel: '$sector' })[0]?.options).toEqual({ a: '$sector' });
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settled } from '../../fault';
import { checkExpression, filledExpression, quotedPart } from './promql';

const fill = (expression: string, params: Record<string, string | string[]>): string => filledExpression(expression, params, '/request/query');
const checked = (expression: string, names = ['host', 'units']): boolean => settled(() => checkExpression(expression, names, '/request/query')).ok;

/** How Prometheus reads a string in double quotes (Go's rules), written apart from what writes it. Undefined where it does not end at the last quote. */
function unquoted(text: string): string | undefined {
  let value = '';
  for (let at = 1; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '"') return at === text.length - 1 ? value : undefined;
    if (letter === '\\') value += text[++at] ?? '';
    else value += letter;
  }
  return undefined;
}
const oneLine = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/\p{Cc}/u.test(text));
const nasty = fc.oneof(oneLine, fc.string({ unit: fc.constantFrom('"', '\\', "'", '`', '{', '}', '#', '=', ',', 'h', '{host}', '$&', '.*', '|'), maxLength: 12 }));

describe('a parameter in PromQL', () => {
  it('never leaves its string, and is what Prometheus reads there', () => {
    fc.assert(fc.property(nasty, nasty, (host, units) => {
      const filled = fill('sum(up{host="{host}",unit!="a{units}b"}) # "', { host, units });
      const [, first = '', second = ''] = /^sum\(up\{host=(".*"),unit!=("a.*b")\}\) # "$/s.exec(filled) ?? [];
      // Of several ways to split, the one in which both strings end where they should.
      const split = first + ',unit!=' + second;
      const ends = [...split.matchAll(/,unit!=/g)].filter(({ index }) => unquoted(split.slice(0, index)) === host && unquoted(split.slice(index + 7)) === `a${units}b`);
      expect(ends).toHaveLength(1);
    }));
  });

  it('matches only itself where the label is matched by a pattern', () => {
    fc.assert(fc.property(fc.array(nasty, { minLength: 1, maxLength: 3 }), oneLine, (units, other) => {
      const filled = fill('up{unit=~"{units}"}', { units });
      const pattern = new RegExp(`^(?:${unquoted(filled.slice(9, -1)) ?? '(?!)'})$`, 's');
      for (const unit of units) expect(pattern.test(unit)).toBe(true);
      expect(pattern.test(other)).toBe(units.includes(other));
    }));
  });

  it.each([['"', 'a"b', 'a\\"b'], ['"', 'a\\', 'a\\\\'], ["'", "a'b\"", "a\\'b\""]] as const)('%s quotes %s', (quote, given, written) => expect(quotedPart(given, quote)).toBe(written));

  it('is refused where it spans lines, is absent, or is a list for one value', () => {
    for (const params of [{ host: 'a\nb' }, {}, { host: ['a', 'b'] }]) expect(settled(() => fill('up{host="{host}"}', params as never))).toMatchObject({ error: { kind: 'misconfigured' } });
  });
});

describe('an expression looked over at the start', () => {
  it.each([
    'up', 'up{host="{host}"}', "up{host='{host}'}", 'up{host=~"web-\\\\d{2}|{host}"}', 'up{a=`x{2}`}', 'sum by (host) (rate(x{unit=~"{units}"}[5m])) # {host} as a remark', 'label_replace(up,"a","$1","b","(.*)")',
  ])('passes %s', (expression) => expect(checked(expression)).toBe(true));
  it.each([
    'up{host="{hosts}"}', 'up{host={host}}', '{host}', 'label_replace(up,"{host}","","","")', 'up{host=`{host}`}', 'up{host="{host.begin}"}', 'up{host="{host}', 'up + "{host}"',
  ])('refuses %s', (expression) => expect(checked(expression)).toBe(false));
});

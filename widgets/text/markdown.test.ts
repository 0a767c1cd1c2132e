import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown, safeAddress } from './markdown';
import type { Inline, TextBlock } from './markdown';
import { model } from './model';
import { report } from './report';
import { samples } from './sample';

const inlines = (block: TextBlock): readonly Inline[] => (block.kind === 'rule' ? [] : block.kind === 'list' ? block.items.flat() : block.parts);
const all = (parts: readonly Inline[]): readonly Inline[] => parts.flatMap((part) => ('parts' in part ? [part, ...all(part.parts)] : [part]));
const links = (source: string): readonly string[] => parseMarkdown(source).flatMap(inlines).flatMap((part) => all([part])).flatMap((part) => (part.kind === 'link' ? [part.href] : []));
const words = (source: string): string => parseMarkdown(source).flatMap(inlines).flatMap((part) => all([part])).map((part) => ('text' in part ? part.text : '')).join('');

describe('the text we take', () => {
  it('has headings, lists, emphasis, code, links and rules', () => {
    expect(parseMarkdown('# Một\n\nHai **ba** *bốn* `năm`\nsáu\n\n- a\n- b\n\n1. c\n2) d\n\n---')).toEqual([
      { kind: 'heading', level: 1, parts: [{ kind: 'text', text: 'Một' }] },
      { kind: 'paragraph', parts: [{ kind: 'text', text: 'Hai ' }, { kind: 'strong', parts: [{ kind: 'text', text: 'ba' }] }, { kind: 'text', text: ' ' }, { kind: 'em', parts: [{ kind: 'text', text: 'bốn' }] }, { kind: 'text', text: ' ' }, { kind: 'code', text: 'năm' }, { kind: 'text', text: ' sáu' }] },
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b' }]] },
      { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'c' }], [{ kind: 'text', text: 'd' }]] },
      { kind: 'rule' },
    ]);
  });

  it('leaves signs inside words and numbers alone', () => {
    expect(words('snake_case_name và 2*3*4 và 5 * 6')).toBe('snake_case_name và 2*3*4 và 5 * 6');
    expect(words('\\*không nghiêng\\*')).toBe('*không nghiêng*');
  });

  it('composes letters and drops what hides in text', () => {
    expect(words('a\u0301\u202eb\u0007\ufeffc')).toBe('ábc');
  });
});

describe('hostile text', () => {
  // Markup of the kinds that break out of sanitisers, entities, references: none of it is more than words here.
  it.each([
    '<svg onload=alert(1)>', '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<a href=" &#x6A;avascript:alert(1)">', '<a href=data:text/html,x>', '<base href=//evil>', '<meta http-equiv=refresh>', '<p style="background:url(//evil)">',
    '<template><script>alert(1)</script>', '<x-y onclick=alert(1)>', '<!-- a --!> b', '&#0; &#x110000;', '{{ constructor }}', '<iframe srcdoc="x">',
  ])('%s stays the words it is', (source) => {
    expect(links(source)).toEqual([]);
    expect(words(source)).toBe(source);
  });

  it.each([
    '[x](javascript:alert(1))', '[x](JaVaScRiPt:alert`1`)', '[x](&#106;avascript:alert)', '[x](data:text/html,x)', '[x](//evil.example)', '[x](/\\evil.example)',
    '[x](http://plain.example)', '[x](https://user:pw@evil.example)', '[x](vbscript:x)', '[x](https://a.example"onclick=1)', '[x]: javascript:alert(1)', '[x][y]', '![x](https://a.example/p.png)x'.replace('![', '!['),
    '[x](/a\tb)', '[x](blob:https://a.example/1)', '[x](file:///etc/passwd)',
  ])('%s leads nowhere it should not', (source) => {
    for (const href of links(source)) expect(href).toMatch(/^https:\/\/a\.example\/p\.png$/);
  });

  it('gives only own paths and https as links, whatever is written', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'[]()<>*_`\\/:#-! \njavascripthtps.&;"\'x0\u0000\u202e') , maxLength: 300 }), (source) => {
      for (const href of links(source)) {
        expect(href).toMatch(/^(?:\/(?!\/)|https:\/\/)/);
        expect(new URL(href, 'https://own.example').protocol).toBe('https:');
      }
    }), { numRuns: 500 });
    expect(safeAddress('/d/leaders?unit=40')).toBe('/d/leaders?unit=40');
  });

  it('takes no longer for longer text', () => {
    for (const source of ['*'.repeat(20_000), '['.repeat(20_000), '**a '.repeat(5_000), '_a'.repeat(10_000), '`'.repeat(20_000), '[a]('.repeat(5_000)]) {
      const begun = performance.now();
      parseMarkdown(source);
      expect(performance.now() - begun).toBeLessThan(2_000);
    }
  });
});

describe('the report', () => {
  it('has the words in their order, addresses in the open', () => {
    const [sample] = samples;
    if (!sample) throw new Error('no sample');
    const blocks = report(model(sample.input));
    expect(blocks[0]).toMatchObject({ kind: 'heading', label: { text: { vi: 'Giao ban tuần' } } });
    expect(JSON.stringify(blocks)).toContain('Cổng dịch vụ công quốc gia (https://dich-vu-cong.example/)');
  });
});

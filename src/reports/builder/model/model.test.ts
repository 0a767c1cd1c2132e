import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFields } from '../../fields/parse-fields';
import { DEEPEST, MOST_BLOCKS, readTemplate } from '../../template/schema';
import type { TemplateBlock } from '../../template/template';
import { sampleTemplate } from '../../testing/sample-frozen';
import { perform, type Command } from './commands';
import { holdsUnread, readDraft, rawOf } from './draft';
import { fieldText, inserted } from './field-text';
import { move, spotOn } from './moves';
import { newBlock, PALETTE } from './new-block';
import { idsOf, outlineOf } from './tree';

const both = (text: string) => ({ vi: text, en: text });
const words = (id: string): TemplateBlock => ({ kind: 'paragraph', id, text: both(id) });
const section = (id: string, ...blocks: readonly TemplateBlock[]): TemplateBlock => ({ kind: 'section', id, blocks });
const appendix = (id: string, ...blocks: readonly TemplateBlock[]): TemplateBlock => ({ kind: 'appendix', id, title: both(id), orientation: 'landscape', blocks });
/** `a s(b c)`: the outline in a line. */
const drawn = (blocks: readonly TemplateBlock[]): string => blocks.map((block) => ('blocks' in block ? `${block.id}(${drawn(block.blocks)})` : block.id)).join(' ');
const after = (blocks: readonly TemplateBlock[], command: Command): string => {
  const done = perform(sampleTemplate(blocks), command);
  return done.ok ? drawn(done.value.template.blocks) : done.error;
};

describe('moving blocks', () => {
  const blocks = [words('a'), section('s', words('b'), words('c')), words('d'), appendix('x')];
  it('goes past neighbours, into the section before and out behind it', () => {
    expect(after(blocks, { do: 'step', id: 'd', to: 'up' })).toBe('a d s(b c) x()');
    expect(after(blocks, { do: 'step', id: 'a', to: 'down' })).toBe('s(b c) a d x()');
    expect(after(blocks, { do: 'step', id: 'd', to: 'in' })).toBe('a s(b c d) x()');
    expect(after(blocks, { do: 'step', id: 'b', to: 'out' })).toBe('a s(c) b d x()');
    expect(after(blocks, { do: 'step', id: 'c', to: 'up' })).toBe('a s(c b) d x()');
  });
  it('says why it does not go', () => {
    expect(after(blocks, { do: 'step', id: 'a', to: 'up' })).toBe('edge');
    expect(after(blocks, { do: 'step', id: 'c', to: 'down' })).toBe('edge');
    expect(after(blocks, { do: 'step', id: 'a', to: 'out' })).toBe('edge');
    expect(after(blocks, { do: 'step', id: 's', to: 'in' })).toBe('no-holder');
    expect(after(blocks, { do: 'move', id: 's', spot: { parent: 's', index: 0 } })).toBe('inside-itself');
    expect(after(blocks, { do: 'move', id: 'x', spot: { parent: 's', index: 0 } })).toBe('appendix-within');
    expect(after(blocks, { do: 'move', id: 'gone', spot: { parent: null, index: 0 } })).toBe('unknown');
    expect(after([section('1', section('2', section('3', words('b')))), section('s', words('a'))], { do: 'move', id: 's', spot: { parent: '3', index: 0 } })).toBe('too-deep');
  });
  it('drops before a row, behind it, or into what holds blocks', () => {
    const rows = outlineOf(blocks);
    const dropped = (on: string, isLower: boolean): string => { const row = rows.find(({ block }) => block.id === on); const moved = row ? move(blocks, 'a', spotOn(row, isLower)) : null; return moved?.ok ? drawn(moved.value) : 'refused'; };
    expect([dropped('c', false), dropped('c', true), dropped('s', true), dropped('s', false), dropped('d', true)]).toEqual(['s(b a c) d x()', 's(b c a) d x()', 's(a b c) d x()', 'a s(b c) d x()', 's(b c) d a x()']);
  });
  it('copies with ids of its own throughout, and selects the copy', () => {
    const done = perform(sampleTemplate(blocks), { do: 'duplicate', id: 's' });
    expect(done.ok && [drawn(done.value.template.blocks), done.value.select]).toEqual(['a s(b c) s-2(b-2 c-2) d x()', 's-2']);
  });
});

/** Trees within the law, of any form. */
const tree = fc.letrec<{ block: (free: () => string) => TemplateBlock; list: (free: () => string) => TemplateBlock[] }>((tie) => ({
  block: fc.oneof({ maxDepth: 2, depthSize: 'small' }, fc.constant((free: () => string) => words(free())), tie('list').map((list) => (free: () => string) => section(free(), ...list(free)))),
  list: fc.array(tie('block'), { maxLength: 4 }).map((blocks) => (free: () => string) => blocks.map((block) => block(free))),
})).list.map((list) => { let count = 0; return list(() => `b${(count += 1)}`); });
const anyCommand = fc.oneof(
  fc.record({ do: fc.constant('step' as const), id: fc.nat(12), to: fc.constantFrom('up' as const, 'down' as const, 'in' as const, 'out' as const) }),
  fc.record({ do: fc.constant('move' as const), id: fc.nat(12), parent: fc.option(fc.nat(12)), index: fc.nat(5) }),
  fc.record({ do: fc.constantFrom('duplicate' as const, 'remove' as const), id: fc.nat(12) }),
);

describe('laws of the outline', () => {
  it('whatever is done, the template can be read whole, and moves lose and make nothing', () => {
    fc.assert(fc.property(tree, fc.array(anyCommand, { maxLength: 12 }), (start, wishes) => {
      let template = sampleTemplate(start);
      for (const wish of wishes) {
        const ids = [...idsOf(template.blocks)];
        const named = (at: number): string => ids[at % Math.max(1, ids.length)] ?? 'none';
        const command: Command = wish.do === 'move' ? { do: 'move', id: named(wish.id), spot: { parent: wish.parent === null ? null : named(wish.parent), index: wish.index } } : { ...wish, id: named(wish.id) };
        const done = perform(template, command);
        if (!done.ok) continue;
        const now = outlineOf(done.value.template.blocks);
        if (wish.do === 'move' || wish.do === 'step') expect(now.map(({ block }) => block.id).sort()).toEqual([...ids].sort());
        expect(new Set(now.map(({ block }) => block.id)).size).toBe(now.length);
        expect(Math.max(0, ...now.map(({ depth }) => depth))).toBeLessThanOrEqual(DEEPEST);
        template = done.value.template;
      }
      const read = readTemplate(template);
      expect(read.ok && read.value).toEqual({ template, faults: [] });
    }), { numRuns: 150 });
  });
  it('a step down and one up again changes nothing', () => {
    fc.assert(fc.property(tree, fc.nat(12), (blocks, at) => {
      const id = [...idsOf(blocks)][at];
      const down = id === undefined ? null : perform(sampleTemplate(blocks), { do: 'step', id, to: 'down' });
      if (!down?.ok || id === undefined) return;
      const up = perform(down.value.template, { do: 'step', id, to: 'up' });
      expect(up.ok && up.value.template.blocks).toEqual(blocks);
    }));
  });
  it('never grows past its most', () => {
    const many = Array.from({ length: MOST_BLOCKS }, (_, at) => words(`b${at}`));
    expect(after(many, { do: 'duplicate', id: 'b0' })).toBe('too-many');
  });
});

describe('blocks of the palette', () => {
  it('can each be saved as they come', () => {
    const begin = { words: () => both('Chữ'), indicator: 'exports', widget: { id: 'kpi-table', version: 1 } };
    const blocks = PALETTE.flatMap(({ kinds }) => kinds).map((kind) => newBlock(kind, kind, begin));
    expect(blocks).not.toContain(null);
    const read = readTemplate(sampleTemplate(blocks.flatMap((block) => block ?? [])));
    expect(read.ok && [read.value.faults, read.value.template.blocks.length]).toEqual([[], 14]);
    expect(newBlock('trend', 'a', { ...begin, indicator: null })).toBeNull();
  });
});

describe('fields put into a text', () => {
  it('are written as short as they can be, and read back as chosen', () => {
    expect(fieldText({ kind: 'plain', field: 'unit.upper' })).toBe('{{unit.upper}}');
    fc.assert(fc.property(fc.constantFrom('.', 'province', '16681'), fc.constantFrom('.', '-1', 'last-year'), fc.constantFrom('value' as const, 'number' as const, 'status' as const), (unit, period, format) => {
      const chosen = { kind: 'figure', indicator: 'exports', unit, period, format } as const;
      expect(parseFields(fieldText(chosen))).toEqual({ parts: [chosen], faults: [] });
    }));
    expect(fieldText({ kind: 'figure', indicator: 'exports', unit: '.', period: '-1', format: 'value' })).toBe('{{exports||-1}}');
  });
  it('stand apart from words, take the place of what was selected, and never break another', () => {
    expect(inserted('Xuất khẩu', 9, 9, '{{exports}}')).toEqual({ text: 'Xuất khẩu {{exports}}', caret: 21 });
    expect(inserted('a X b', 2, 3, '{{unit}}').text).toBe('a {{unit}} b');
    expect(inserted('({{unit}})', 4, 4, '{{date}}').text).toBe('({{unit}} {{date}})');
    fc.assert(fc.property(fc.array(fc.constantFrom('a', ' ', '{{unit}}', 'ấ', '.'), { maxLength: 8 }), fc.nat(60), fc.nat(60), (parts, from, to) => {
      const text = parts.join('');
      const now = inserted(text, Math.min(from, text.length), Math.min(to, text.length), '{{exports}}');
      expect(parseFields(now.text).faults).toEqual([]);
      expect(now.text.slice(0, now.caret).trimEnd().endsWith('{{exports}}')).toBe(true);
    }));
  });
});

describe('a draft', () => {
  const bodyWith = (...blocks: readonly unknown[]) => ({ ...JSON.parse(JSON.stringify(sampleTemplate([]))), schemaVersion: 2, blocks }) as Parameters<typeof readDraft>[0];
  it('keeps what it cannot read within sections too, where it stands and wherever it is moved', () => {
    const strange = { kind: 'hologram', id: 'h', beams: 3 };
    const body = bodyWith(words('a'), { kind: 'section', id: 's', blocks: [words('b'), strange, 'no block', { ...strange }] });
    const draft = readDraft(body);
    if (!draft) throw new Error('not read');
    expect(drawn(draft.template.blocks)).toBe('a s(b h unread unread-2)');
    expect(rawOf(draft)).toEqual(body);
    const moved = perform(draft.template, { do: 'step', id: 'h', to: 'out' });
    expect(moved.ok && rawOf({ ...draft, template: moved.value.template })).toEqual(bodyWith(words('a'), { kind: 'section', id: 's', blocks: [words('b'), 'no block', { ...strange }] }, strange));
    expect(draft.template.blocks.map((block) => holdsUnread(block, draft.unread))).toEqual([false, true]);
  });
  it('gives back whatever was stored, untouched', () => {
    const odd = fc.letrec((tie) => ({
      block: fc.oneof({ maxDepth: 3 }, fc.constant(words('p')), fc.record({ kind: fc.constantFrom('hologram', 'note', 'section'), id: fc.constantFrom('a', 'b', '', '!', 7) }), fc.constantFrom(null, 3, 'x'),
        fc.record({ kind: fc.constant('section'), id: fc.constantFrom('s', 't', 'a'), blocks: fc.array(tie('block'), { maxLength: 3 }) })),
    })).block;
    fc.assert(fc.property(fc.array(odd, { maxLength: 5 }), (blocks) => {
      const body = bodyWith(...blocks);
      const draft = readDraft(body);
      expect(draft && rawOf(draft)).toEqual(body);
    }));
  });
  it('keeps blocks that this build cannot read, and writes them back', () => {
    const strange = { kind: 'hologram', id: 'h', beams: 3 };
    const body = { ...JSON.parse(JSON.stringify(sampleTemplate([words('a'), words('b')]))), schemaVersion: 2, blocks: [words('a'), strange, words('b')] } as Parameters<typeof readDraft>[0];
    const draft = readDraft(body);
    expect([...(draft?.unread ?? [])]).toEqual([['h', strange]]);
    expect(draft && drawn(draft.template.blocks)).toBe('a h b');
    expect(draft && rawOf(draft)).toEqual(body);
    expect(readDraft({ schemaVersion: 99 })).toBeNull();
  });
});

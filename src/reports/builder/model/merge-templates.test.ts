import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/domain/dataset';
import { mergeOrder, mergeTemplates } from './merge-templates';

const words = (id: string, text = id): Json => ({ kind: 'paragraph', id, text: { vi: text, en: text } });
const section = (id: string, ...blocks: readonly Json[]): Json => ({ kind: 'section', id, blocks });
const body = (title: string, ...blocks: readonly Json[]): Json => ({ schemaVersion: 2, title: { vi: title, en: title }, blocks });
/** `a s(b c)`, a text that is not its id behind a colon. */
const drawn = (json: Json): string => {
  const { blocks } = json as { readonly blocks: readonly { readonly id: string; readonly text?: { readonly vi: string }; readonly blocks?: readonly Json[] }[] };
  return blocks.map(({ id, text, blocks: inner }) => (inner ? `${id}(${drawn({ blocks: inner })})` : text && text.vi !== id ? `${id}:${text.vi}` : id)).join(' ');
};
const base = body('Cũ', words('a'), section('s', words('b'), words('c')), words('d'));
const merge = (mine: Json, theirs: Json, ...chosen: readonly (readonly [string, 'mine' | 'theirs'])[]) => {
  const merged = mergeTemplates(base, mine, theirs, new Map(chosen));
  return [drawn(merged.body), merged.clashes.map(({ part }) => part)];
};

describe('one template, two people', () => {
  it('is brought together block by block', () => {
    expect(merge(body('Cũ', words('a', 'A'), section('s', words('b'), words('c')), words('d')), body('Mới', words('a'), section('s', words('b'), words('c', 'C'), words('n')), words('d'))))
      .toEqual(['a:A s(b c:C n) d', []]);
    expect(merge(body('Cũ', words('d'), words('a'), section('s', words('b'))), body('Cũ', words('a'), words('m'), section('s', words('b'), words('c')), words('d'))))
      .toEqual(['d a m s(b)', []]);
    expect(merge(body('Cũ', words('a'), section('s', words('c')), words('b'), words('d')), body('Cũ', words('a'), section('s', words('b', 'B'), words('c')), words('d'))))
      .toEqual(['a s(c) b:B d', []]);
  });
  it('asks where both changed one block, and takes whose was chosen', () => {
    const mine = body('Của tôi', words('a', 'tôi'), section('s', words('b'), words('c')), words('d'));
    const theirs = body('Của họ', words('a', 'họ'), section('s', words('b'), words('c')));
    expect(merge(mine, theirs)).toEqual(['a:họ s(b c)', ['field/title', 'block/a']]);
    expect(merge(mine, theirs, ['block/a', 'mine'])).toEqual(['a:tôi s(b c)', ['field/title', 'block/a']]);
  });
  it('asks where one took out what the other wrote in, and brings it back where it was', () => {
    const mine = body('Cũ', words('a'), words('d'));
    const theirs = body('Cũ', words('a'), section('s', words('b', 'mới'), words('c')), words('d'));
    expect(merge(mine, theirs)).toEqual(['a d b:mới', ['block/b']]);
    expect(merge(mine, theirs, ['block/b', 'mine'])).toEqual(['a d', ['block/b']]);
    expect(merge(theirs, mine, ['block/b', 'mine'])).toEqual(['a d b:mới', ['block/b']]);
  });
  it('asks whose order stands where both changed it', () => {
    expect(mergeOrder(['a', 'b', 'c'], ['b', 'a', 'c'], ['a', 'c', 'b'])).toBeNull();
    expect(mergeOrder(['a', 'b', 'c'], ['c', 'b', 'a'], ['a', 'x', 'b', 'c'])).toEqual(['c', 'b', 'a', 'x']);
  });
});

const tree = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 }).chain((ids) => fc.tuple(fc.constant(ids), fc.array(fc.tuple(fc.boolean(), fc.constantFrom('', '1', '2')), { minLength: 6, maxLength: 6 })))
  .map(([ids, says]): Json => {
    const blocks = ids.map((id, at) => words(id, `${id}${says[at]?.[1] ?? ''}`));
    const within = blocks.filter((_, at) => says[at]?.[0]);
    return body('Cũ', ...blocks.filter((_, at) => !says[at]?.[0]), section('s', ...within));
  });
const textsIn = (json: Json): readonly string[] => [...JSON.stringify(json).matchAll(/"id":"(\w+)","text":\{"vi":"(\w+)"/g)].map(([, id = '', text = '']) => `${id}=${text}`).sort();

it('loses no block that a person changed, and holds none twice', () => {
  fc.assert(fc.property(tree, tree, tree, (before, mine, theirs) => {
    const merged = mergeTemplates(before, mine, theirs);
    const now = textsIn(merged.body);
    expect(new Set(now.map((one) => one[0])).size).toBe(now.length);
    const [was, clashing] = [textsIn(before), new Set(merged.clashes.map(({ part }) => part))];
    for (const text of [...textsIn(mine), ...textsIn(theirs)]) if (!was.includes(text) && !clashing.has(`block/${text[0] ?? ''}`)) expect(now).toContain(text);
  }));
});
it('with one side unchanged is the other side', () => {
  fc.assert(fc.property(tree, tree, (before, after) => {
    expect(mergeTemplates(before, before, after)).toEqual({ body: after, clashes: [] });
    expect(mergeTemplates(before, after, before)).toEqual({ body: after, clashes: [] });
  }));
});

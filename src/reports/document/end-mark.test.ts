import { describe, expect, it } from 'vitest';
import { sampleDocument } from '../testing/sample-document';
import type { DocumentBlock, Run } from './document';
import { lastMainSection, withEndMark } from './end-mark';

const text = (value: string): Run => ({ kind: 'text', text: value });
const body = (value: string): DocumentBlock => ({ kind: 'paragraph', id: value, style: 'body', runs: [text(value)] });
const note: DocumentBlock = { kind: 'paragraph', id: 'n', style: 'note', runs: [text('Nguồn.')] };
const ended = (...blocks: readonly DocumentBlock[]): readonly DocumentBlock[] =>
  withEndMark({ ...sampleDocument, sections: [{ id: 'a', orientation: 'portrait', appendix: null, blocks }] }).sections[0]?.blocks ?? [];

describe('the end mark', () => {
  it('stands behind the last word, whose full stop it takes up, and once', () => {
    expect(ended(body('Hết.'))).toMatchObject([{ runs: [{ text: 'Hết./.' }] }]);
    expect(ended(body('Hết'))).toMatchObject([{ runs: [{ text: 'Hết./.' }] }]);
    expect(ended(body('Hết./.'))).toMatchObject([{ runs: [{ text: 'Hết./.' }] }]);
    expect(ended({ kind: 'list', id: 'l', items: [[text('một;')], [text('hai;')]] })).toMatchObject([{ items: [[{ text: 'một;' }], [{ text: 'hai./.' }]] }]);
  });

  it('comes before small print, and stands by itself below a table', () => {
    expect(ended(body('Hết.'), note)).toMatchObject([{ runs: [{ text: 'Hết./.' }] }, { runs: [{ text: 'Nguồn.' }] }]);
    expect(ended({ kind: 'page-break', id: 'b' })).toMatchObject([{ kind: 'page-break' }, { runs: [{ text: './.' }] }]);
  });

  it('closes the text before the first appendix, and nothing that has no head', () => {
    expect(lastMainSection(sampleDocument)).toBe(0);
    expect(withEndMark(sampleDocument).sections.slice(1)).toEqual(sampleDocument.sections.slice(1));
    expect(withEndMark({ ...sampleDocument, head: null })).toEqual({ ...sampleDocument, head: null });
  });
});

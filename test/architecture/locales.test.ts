import { describe, expect, it } from 'vitest';
import { FILES, textOf } from './tree';

const pairs = FILES.filter((path) => path.endsWith('/vi.json') && path.includes('locales/')).map((vi) => [vi, vi.replace(/vi\.json$/, 'en.json')] as const);

/** Flat view of a message file: `a.b` → text. */
function messagesOf(path: string): Map<string, string> {
  const found = new Map<string, string>();
  const enter = (value: unknown, key: string): void => {
    if (typeof value === 'string') found.set(key, value);
    else for (const [name, inner] of Object.entries(value as object)) enter(inner, key ? `${key}.${name}` : name);
  };
  enter(JSON.parse(textOf(path)), '');
  return found;
}
const placeholders = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? ''))].sort();
const WITH_MARKS = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;

describe('messages', () => {
  it('exist', () => { expect(pairs.length).toBeGreaterThan(4); });

  it.each(pairs)('%s and %s say the same things', (vi, en) => {
    const [left, right] = [messagesOf(vi), messagesOf(en)];
    expect([...left.keys()].sort()).toEqual([...right.keys()].sort());
    for (const [key, text] of left) expect(placeholders(right.get(key) ?? ''), key).toEqual(placeholders(text));
    for (const [key, text] of [...left, ...right]) expect(text.trim(), key).not.toBe('');
  });

  it.each(pairs)('%s is composed Vietnamese with its marks', (vi) => {
    const texts = [...messagesOf(vi).values()];
    expect(texts.filter((text) => text !== text.normalize('NFC'))).toEqual([]);
    expect(texts.filter((text) => /\u00a0|\ufffd|[\u202a-\u202e\u2066-\u2069]/.test(text))).toEqual([]);
    expect(texts.filter((text) => WITH_MARKS.test(text)).length).toBeGreaterThan(texts.length / 2);
  });

  it('no English file was left in Vietnamese', () => {
    const left = pairs.flatMap(([, en]) => [...messagesOf(en)].filter(([, text]) => /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i.test(text)).map(([key, text]) => `${en} ${key}: ${text}`));
    // Proper names keep their letters.
    expect(left.filter((line) => !/Toàn Cảnh|Nghệ An|Ninh Bình|Hoàng Sa|Trường Sa|Tiếng Việt|Việt/.test(line))).toEqual([]);
  });

  it('templates speak through messages: no Vietnamese text in components or view models', () => {
    const spoken = FILES.filter((path) => /^(src|widgets)\/.*\.vue$|^widgets\/[^/]+\/(model|report)\.ts$/.test(path)).flatMap((path) =>
      textOf(path).split('\n').flatMap((line, at) => {
        const bare = line.replace(/\/\/.*|<!--.*?-->|^\s*\*.*|\/\*.*?\*\//g, '');
        return WITH_MARKS.test(bare) ? [`${path}:${at + 1}: ${bare.trim().slice(0, 60)}`] : [];
      }),
    );
    expect(spoken).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal, settled, type Fault } from '../fault';
import { childNamed, childrenNamed, descendantsNamed, looksLikeXml, readXml, XML_LIMITS, type XmlNode } from './read-xml';

function faultOf(text: string): Fault {
  const read = settled(() => readXml(text));
  if (read.ok) throw new Error('read');
  return read.error;
}

describe('reading XML', () => {
  it('makes a tree of local names, namespaces, attributes and text', () => {
    const root = readXml('\ufeff<?xml version="1.0" encoding="utf-8"?>\n<a:x xmlns:a="urn:a" xmlns:l="urn:l" k="1" l:k="2" l:href="3">mot <y>hai &lt; ba</y><![CDATA[ b<on ]]></a:x>');
    expect(root).toMatchObject({ name: 'x', namespace: 'urn:a', text: 'mot  b<on', children: [{ name: 'y', namespace: '', text: 'hai < ba', at: '2:69' }] });
    expect({ ...root.attributes }).toEqual({ k: '1', href: '3' });
  });

  it('finds children by name, by path and below', () => {
    const root = readXml('<a><b><c>1</c></b><b><c>2</c></b></a>');
    expect(childrenNamed(root, 'b')).toHaveLength(2);
    expect(childNamed(root, 'b', 'c')?.text).toBe('1');
    expect(childNamed(root, 'c', 'b')).toBeUndefined();
    expect(descendantsNamed(root, 'c').map(({ text }) => text)).toEqual(['1', '2']);
  });

  it('keeps a name that would reach a prototype what it is, a name', () => {
    const root = readXml('<a __proto__="x" constructor="y"/>');
    expect(Object.keys(root.attributes).sort()).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(root.attributes)).toBeNull();
  });

  it('tells XML from JSON by its first character', () => {
    expect([looksLikeXml(' \n<a/>'), looksLikeXml('{"a":1}'), looksLikeXml('')]).toEqual([true, false, false]);
  });
});

/** Rows of the register of bad input: what came, and what is refused. */
const LAUGHS = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at} "${`&a${at - 1};`.repeat(10)}">`).join('')}]><l>&a19;</l>`;
const BAD: readonly (readonly [id: string, text: string, expected: string])[] = [
  ['WM02 an entity of entities', LAUGHS, 'XML without a document type'],
  ['WM03 one long entity, often', `<!DOCTYPE l [<!ENTITY a "${'x'.repeat(102_400)}">]><l>${'&a;'.repeat(100)}</l>`, 'XML without a document type'],
  ['a document type from outside', '<!DOCTYPE l SYSTEM "file:///etc/passwd"><l/>', 'XML without a document type'],
  ['WM06 UTF-7', '<?xml version="1.0" encoding="UTF-7"?><l/>', 'UTF-8'],
  ['WM06 EBCDIC', '<?xml version="1.0" encoding="EBCDIC-CP-US"?><l/>', 'UTF-8'],
  ['WM08 an undeclared prefix', '<wms:l/>', 'well-formed XML'],
  ['WM10 the end of CDATA in text', '<l>a ]]> b</l>', 'well-formed XML'],
  ['WM12 a million levels', '<a>'.repeat(1_000_000), 'at most 48 levels'],
  ['an unknown entity', '<l>&nbsp;</l>', 'well-formed XML'],
  ['an attribute twice', '<l a="1" a="2"/>', 'well-formed XML'],
  ['many attributes', `<l ${Array.from({ length: 65 }, (_, at) => `a${at}="1"`).join(' ')}/>`, 'at most 64 attributes of an element'],
  ['long text', `<l>${'x'.repeat(1_000_001)}</l>`, 'at most 1000000 characters in an element'],
  ['an end that is missing', '<l><m>', 'well-formed XML'],
  ['two roots', '<l/><l/>', 'well-formed XML'],
  ['nothing', '', 'well-formed XML'],
  ['no XML', '{"a": 1}', 'well-formed XML'],
];

describe('refusing XML', () => {
  it.each(BAD)('%s', (_id, text, expected) => {
    const began = performance.now();
    const fault = faultOf(text);
    expect(fault).toMatchObject({ kind: 'malformed', expected });
    expect(fault.pointer).toMatch(/^\d+:\d+$/);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('names the line and the column', () => {
    expect(faultOf('<a>\n  <b>\n  </c>\n</a>').pointer).toMatch(/^3:/);
  });

  it('WM05, WM11: an inclusion stays an element, an instruction is passed over', () => {
    const root = readXml('<?xml-stylesheet href="javascript:alert(1)"?><a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></a>');
    expect(root.children).toMatchObject([{ name: 'include', children: [], text: '' }]);
  });

  it('reads past a document type where a protocol names one, and never past an entity', () => {
    const past = (text: string) => settled(() => readXml(text, XML_LIMITS, 'passed-over'));
    expect(past('<!DOCTYPE l SYSTEM "http://schemas.example/l.dtd" [<!ELEMENT m EMPTY>]><l/>')).toMatchObject({ ok: true, value: { name: 'l' } });
    for (const text of [LAUGHS, '<!DOCTYPE l [<!ENTITY a "b">]><l/>', '<!DOCTYPE l [%a;]><l/>']) expect(past(text)).toMatchObject({ ok: false, error: { expected: 'a document type that declares no entities' } });
    expect(past('<!DOCTYPE l SYSTEM "x"><l>&a;</l>')).toMatchObject({ ok: false, error: { expected: 'well-formed XML' } });
  });

  it('stops at the limit of elements', () => {
    const read = settled(() => readXml('<a><b/><b/><b/></a>', { depth: 9, nodes: 3, text: 99, attributes: 9 }));
    expect(read).toMatchObject({ ok: false, error: { expected: 'at most 3 elements' } });
  });
});

describe('whatever comes', () => {
  const name = fc.stringMatching(/^[a-z]{1,6}$/);
  const words = fc.string({ maxLength: 20, unit: 'grapheme' }).map((text) => text.replace(/[^\p{L}\p{N} <>&"']/gu, '').trim());
  type Made = { readonly name: string; readonly text: string; readonly children: readonly Made[] };
  const tree = fc.letrec<{ node: Made }>((tie) => ({
    node: fc.record({ name, text: words, children: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('node'), { maxLength: 3 })) }),
  })).node;
  const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const written = (node: Made): string => `<${node.name} t="${escaped(node.text)}">${escaped(node.text)}${node.children.map(written).join('')}</${node.name}>`;
  const again = (node: XmlNode): Made => ({ name: node.name, text: node.text, children: node.children.map(again) });

  it('gives back every tree that was written', () => {
    fc.assert(fc.property(tree, (node) => { expect(again(readXml(written(node)))).toEqual(node); }), { numRuns: 100 });
  });

  it('reads or refuses, and does nothing else', () => {
    const noise = fc.array(fc.constantFrom('<', '>', '/', '!', '[', ']', '?', '&', ';', '"', '=', ' ', 'a', 'xmlns', ':', '<a>', '</a>', '<![CDATA[', ']]>', '<!--', '-->', '\0', '\n', 'đ'), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(noise, (text) => {
      try {
        readXml(text);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Refusal);
      }
    }), { numRuns: 1_000 });
  });
});

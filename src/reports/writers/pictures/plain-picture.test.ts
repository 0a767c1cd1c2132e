import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pixelsOf, sizeOf } from './pictures';
import { plainPicture } from './plain-picture';

const within = (content: string): string => `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5">${content}</svg>`;

describe('a plain picture', () => {
  it('is shapes and words', () => {
    const svg = within('<title>Bản đồ &amp; số</title><defs><clipPath id="a"><rect width="1" height="1"/></clipPath></defs><g clip-path="url(#a)"><path d="M0 0h1" fill="#fff"/></g><use href="#a"/><text>ế &lt; 5</text>');
    expect(plainPicture(`<?xml version="1.0"?>\n${svg}`)).toBe(svg);
  });

  it('is nothing that runs, styles, frames or fetches', () => {
    const hostile = [
      '<script>alert(1)</script>', '<SCRIPT>alert(1)</SCRIPT>', '<style>*{}</style>', '<foreignObject><p>x</p></foreignObject>', '<image href="https://a.example/x.png"/>', '<image href="/etc/passwd"/>',
      '<rect onload="x()"/>', '<rect OnLoad = "x()"/>', '<rect/onload="x()"/>', '<rect style="fill:red"/>', '<use href="https://a.example/#x"/>', '<use xlink:href="data:image/svg+xml,x"/>',
      '<rect fill="url(https://a.example)"/>', '<rect fill="u&#114;l(https://a.example)"/>', '<rect fill="url&#40;//a)"/>', '<rect fill="url( \'//a.example\' )"/>', '<a href="javascript:x"><text>a</text></a>', '<animate attributeName="x"/>', '<set/>',
      '<!-- x --><rect/>', '<![CDATA[x]]>', '<?php x?>', '<!DOCTYPE svg [<!ENTITY a "b">]>', '<text>&evil;</text>', '<rect x="&evil;"/>', '<rect x=1/>', '<g><rect/>', '</svg><script>1</script><svg>', '<svg><g></svg></g>', '<',
    ];
    for (const content of hostile) expect(plainPicture(within(content)), content).toBe(null);
  });

  it('is one drawing and nothing beside it', () => {
    for (const text of ['', 'x', `${within('')}x`, `${within('')}${within('')}`, `x${within('')}`, '<g></g>', '<svg>']) expect(plainPicture(text), text).toBe(null);
  });

  it('never takes a word that is not escaped', () => {
    fc.assert(fc.property(fc.string(), (word) => {
      const taken = plainPicture(within(`<text>${word}</text>`));
      if (taken !== null) expect(word).not.toMatch(/<(?!\/?(?:g|t|text|tspan|svg|rect|path|desc|title|use|line)\b)/);
    }));
  });
});

describe('the size of a picture', () => {
  it('is what the drawing says, or its view', () => {
    expect(sizeOf(within(''))).toEqual({ width: 10, height: 5 });
    expect(sizeOf('<svg viewBox="0 0 20 8"></svg>')).toEqual({ width: 20, height: 8 });
    expect(sizeOf('<svg width="100%" height="100%"></svg>')).toBe(null);
  });
  it('is whole pixels of the same shape, and never more than a page of a large printer', () => {
    expect(pixelsOf(within(''), 101)).toEqual({ width: 101, height: 51 });
    expect(pixelsOf('<svg width="10" height="1000000"></svg>', 1000)).toBe(null);
    expect(pixelsOf(within(''), Number.NaN)).toBe(null);
  });
});

import { SaxesParser } from 'saxes';
import { Unreadable } from './grid';

type Attributes = { readonly [name: string]: string };

export interface XmlHearers {
  /** Names without prefix. */
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const DEPTH = 40;
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Walks a part of a workbook. A document type is refused before anything it declares could be looked at. */
export function scanXml(part: Buffer, { open, text, close }: XmlHearers): void {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  let depth = 0;
  parser.on('doctype', () => { throw new Unreadable('xml-doctype'); });
  parser.on('error', () => { throw new Unreadable('xml-corrupt'); });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > DEPTH) throw new Unreadable('xml-corrupt');
    open?.(local(name), attributes);
  });
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    close?.(local(name));
  });
  parser.write(part.toString('utf8').replace(/^\ufeff/, '')).close();
}

/** Every element of a name, with its attributes. */
export function elementsOf(part: Buffer, wanted: string): Attributes[] {
  const found: Attributes[] = [];
  scanXml(part, { open: (name, attributes) => { if (name === wanted) found.push(attributes); } });
  return found;
}

/** An attribute whose prefix writers choose as they like. */
export const attribute = (attributes: Attributes, name: string): string | undefined => {
  const key = Object.keys(attributes).find((each) => local(each) === name);
  return key === undefined ? undefined : attributes[key];
};

import type { ReportDocument } from '../../document/document';
import { partText, type Parts, textPart } from '../archive/repacked';
import { TABLE_STYLES } from './styles';
import { printable } from './text-runs';

const CORE = 'docProps/core.xml';
const STYLES = 'word/styles.xml';

const escaped = (text: string): string => printable(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** What the library would take from the clock, and what it has no words for: properties of the file, styles of tables. */
export function completed(document: ReportDocument): (parts: Parts) => Record<string, Uint8Array> {
  return (parts) => ({ [CORE]: textPart(coreProperties(document)), [STYLES]: textPart(withTableStyles(parts[STYLES])) });
}

function coreProperties({ title, properties, head, language }: ReportDocument): string {
  const at = `${new Date(properties.createdAt).toISOString().slice(0, 19)}Z`;
  const element = (name: string, value: string): string => (value === '' ? '' : `<${name}>${escaped(value)}</${name}>`);
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    + element('dc:title', title) + element('dc:subject', head?.subject ?? '') + element('dc:creator', properties.author) + element('dc:identifier', properties.id)
    + element('dc:language', language === 'vi' ? 'vi-VN' : 'en-GB') + element('dc:publisher', properties.organisation) + element('cp:lastModifiedBy', properties.author)
    + `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`;
}

function withTableStyles(styles: Uint8Array | undefined): string {
  const text = styles === undefined ? '' : partText(styles);
  const end = text.lastIndexOf('</w:styles>');
  if (end < 0) throw new Error('A document without a part of styles.');
  return text.slice(0, end) + TABLE_STYLES + text.slice(end);
}

import { sheetNames, xmlText } from './cell-text';
import type { Sheet } from './sheet';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Of the file's own properties; `createdAt` epoch ms. */
export interface WorkbookProperties { readonly title: string; readonly author: string; readonly organisation: string; readonly createdAt: number; readonly language: string }

export const sheetPath = (at: number): string => `xl/worksheets/sheet${at + 1}.xml`;

/** Every part of a workbook but its sheets and styles. */
export function workbookParts(sheets: readonly Omit<Sheet<unknown>, 'rows'>[], properties: WorkbookProperties): Readonly<Record<string, string>> {
  const names = sheetNames(sheets.map(({ name }) => name));
  return {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
      + `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>`
      + sheets.map((_, at) => `<Override PartName="/${sheetPath(at)}" ContentType="${SHEET_TYPE}.worksheet+xml"/>`).join('')
      + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>',
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="${REL}/extended-properties" Target="docProps/app.xml"/></Relationships>`,
    'docProps/core.xml': coreXml(properties),
    'docProps/app.xml': `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>${xmlText(properties.organisation)}</Company></Properties>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${names.map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets>${definedNames(sheets, names)}</workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
  };
}

/** Rows that are printed on every page. */
function definedNames(sheets: readonly Pick<Sheet<unknown>, 'repeated' | 'widths'>[], names: readonly string[]): string {
  const titles = sheets.flatMap(({ repeated }, at) => (repeated === null ? [] : [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${xmlText(`'${(names[at] ?? '').replaceAll("'", "''")}'!$${repeated.from + 1}:$${repeated.to + 1}`)}</definedName>`]));
  return titles.length > 0 ? `<definedNames>${titles.join('')}</definedNames>` : '';
}

function coreXml({ title, author, createdAt, language }: WorkbookProperties): string {
  const at = new Date(createdAt).toISOString().replace(/\.\d+Z$/, 'Z');
  return `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`
    + `<dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(author)}</dc:creator><dc:language>${language}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`;
}


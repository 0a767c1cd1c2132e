import type { Language } from '@/format/format';
import type { ReportDocument } from '../../document/document';
import { partText, type Parts, textPart } from '../archive/repacked';
import { printable } from '../docx/text-runs';
import { writeWorkbook } from '../xlsx/write-xlsx';
import { chartSheet, type ChartTable } from './charts';

const CORE = 'docProps/core.xml';
const CHART = /^ppt\/charts\/chart(\d+)\.xml$/;
/** Names with the running number of all charts that this process ever made. */
const NUMBERED = /(charts\/(?:_rels\/)?chart|embeddings\/Microsoft_Excel_Worksheet)(\d+)(\.xml|\.xlsx)/g;

/**
 * What the library takes from the clock, from chance and from the charts it made before is settled by the document alone: `charts` are
 * those of the slides, in order. The workbook behind each is ours: its numbers are numbers and its gaps are empty.
 */
export function settled(document: ReportDocument, charts: readonly ChartTable[]): (parts: Parts) => Record<string, Uint8Array | null> {
  return (parts) => {
    const numbers = Object.keys(parts).flatMap((path) => CHART.exec(path)?.[1] ?? []).sort((a, b) => Number(a) - Number(b));
    const renamed = (text: string): string => text.replace(NUMBERED, (whole, start: string, number: string, end: string) => (numbers.includes(number) ? `${start}${numbers.indexOf(number) + 1}${end}` : whole));
    const changed: Record<string, Uint8Array | null> = { [CORE]: textPart(withMoment(partText(parts[CORE] ?? new Uint8Array()), document.properties.createdAt)) };
    const renames = Object.keys(parts).filter((path) => renamed(path) !== path);
    for (const path of renames) changed[path] = null;
    for (const [path, part] of Object.entries(parts)) {
      if (/\.(rels|xml)$/.test(path) && path !== CORE) changed[renamed(path)] = textPart(wellSaid(path, renamed(partText(part)), document.language));
    }
    charts.forEach((table, at) => {
      const chart = parts[`ppt/charts/chart${numbers[at]}.xml`];
      if (!chart) throw new Error('A slide whose chart is not in the file.');
      changed[`ppt/charts/chart${at + 1}.xml`] = textPart(settledChart(partText(chart), table));
      changed[`ppt/embeddings/Microsoft_Excel_Worksheet${at + 1}.xlsx`] = writeWorkbook([chartSheet(printableTable(table))], { title: '', author: '', organisation: '', createdAt: document.properties.createdAt, language: document.language });
    });
    return changed;
  };
}

function withMoment(core: string, moment: number): string {
  const at = `${new Date(moment).toISOString().slice(0, 19)}Z`;
  return core.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${at}`);
}

/** Properties of a paragraph stand before its first run and nowhere else, and words are read in their own language. */
function wellSaid(path: string, xml: string, language: Language): string {
  if (!/^ppt\/(slides|notesSlides)\/\w+\.xml$/.test(path)) return xml;
  return xml.replace(/<\/a:r><a:pPr\b(?:[^>]*\/>|[^>]*>.*?<\/a:pPr>)/gs, '</a:r>').replaceAll('lang="en-US"', language === 'vi' ? 'lang="vi-VN"' : 'lang="en-GB"');
}

/** A gap is no point at all, what is compared with is dashed, and a line's parts stand in the order of the schema. */
function settledChart(chart: string, { rows }: ChartTable): string {
  const isLines = chart.includes('<c:lineChart>');
  let at = -1;
  return chart.replace(/<c:pt idx="\d+"><c:v><\/c:v><\/c:pt>/g, '').replace(/<c:ser>[\s\S]*?<\/c:ser>/g, (series) => {
    at += 1;
    const isQuiet = rows[at]?.role === 'previous' || rows[at]?.role === 'target';
    // Of lines close to each other only the first says its values.
    const told = isLines ? lineSeries(series, at === 0) : series;
    return isQuiet ? told.replace(/(cap="\w+"><a:solidFill>.*?<\/a:solidFill>)<a:prstDash val="solid"\/><a:round\/>/, '$1<a:prstDash val="dash"/><a:round/>') : told;
  });
}

function lineSeries(series: string, tellsValues: boolean): string {
  const ordered = series.replace('<c:invertIfNegative val="0"/>', '').replace(/(<c:dLbls>[\s\S]*?<\/c:dLbls>)([\s\S]*?)(<c:marker>[\s\S]*?<\/c:marker>)/, '$3$1$2');
  return tellsValues ? ordered : ordered.replaceAll('<c:showVal val="1"/>', '<c:showVal val="0"/>');
}

/** Words as the library was given them. */
export const printableTable = (table: ChartTable): ChartTable => ({ ...table, categories: table.categories.map(printable), rows: table.rows.map((row) => ({ ...row, name: printable(row.name) })) });

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import type { GoldenDocument } from './made';
import { figuresOf, saidBy, type SaidFigure, type SaidLine } from './said';

/** Where the golden documents are kept, two files of text each. */
export const DOCUMENTS = fileURLToPath(new URL('./documents', import.meta.url));
/** Letters for the kind of a line. */
const TAG = 9;
/** Between the cells of a line: no text has it. */
const CELLS = ' │ ';
const FIGURES = ['part', 'row', 'column', 'text', 'unit', 'number', 'missing', 'status'] as const satisfies readonly (keyof SaidFigure)[];

/** Names and texts of the files that stand for these documents. */
export function filesOf(documents: readonly GoldenDocument[]): ReadonlyMap<string, string> {
  return new Map(documents.flatMap(({ template, document }) => [
    [`${template}.txt`, `${saidBy(document).map(({ kind, cells }) => `${kind.padEnd(TAG)}${cells.join(CELLS)}`.trimEnd()).join('\n')}\n`],
    [`${template}.figures.csv`, `${Papa.unparse({ fields: [...FIGURES], data: figuresOf(document).map((figure) => FIGURES.map((name) => figure[name] ?? '')) }, { newline: '\n' })}\n`],
  ] as const));
}

export function writeGolden(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
}

/** Files of golden documents that nobody makes any more, or that are not written yet. */
export function differentNames(files: ReadonlyMap<string, string>): readonly string[] {
  const there = new Set(readdirSync(DOCUMENTS));
  return [...[...files.keys()].filter((name) => !there.has(name)), ...[...there].filter((name) => !files.has(name))];
}

export interface Golden {
  readonly lines: readonly SaidLine[];
  readonly figures: readonly SaidFigure[];
}

/** A golden document as it is kept. Throws where there is none: `npm run golden -- --write`. */
export function readGolden(template: string): Golden {
  const lines = readFileSync(join(DOCUMENTS, `${template}.txt`), 'utf8').trimEnd().split('\n');
  const { data } = Papa.parse<Record<(typeof FIGURES)[number], string>>(readFileSync(join(DOCUMENTS, `${template}.figures.csv`), 'utf8').trimEnd(), { header: true });
  return {
    lines: lines.map((line) => ({ kind: line.slice(0, TAG).trim() as SaidLine['kind'], cells: line.slice(TAG).split('│').map((cell) => cell.trim()) })),
    figures: data.map((figure) => ({ ...figure, part: Number(figure.part), number: figure.number === '' ? null : Number(figure.number) })),
  };
}

/** The rows of each table, in order. */
export function tablesOf({ lines }: Golden): readonly (readonly (readonly string[])[])[] {
  const tables: (readonly string[])[][] = [];
  let before: SaidLine['kind'] = 'p';
  for (const { kind, cells } of lines) {
    if (kind === 'th' && before !== 'th') tables.push([]);
    if (kind === 'tr') tables.at(-1)?.push(cells);
    before = kind;
  }
  return tables;
}

/** All words in order, without what stands in the margins of pages. */
export const flowOf = ({ lines }: Golden): string => flat(lines.filter(({ kind }) => kind !== 'foot').flatMap(({ cells }) => cells).join(' '));

/** Text whatever lines it was broken into. */
export const flat = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

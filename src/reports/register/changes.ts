import type { DocumentBlock, DocumentCell, DocumentTable, ReportDocument, Run } from '../document/document';

/** One place where two versions of a report differ; empty text where one of them has nothing there. */
export interface ReportDifference {
  /** For people: "Biểu số 06 › Phường Thành Vinh › Tổng số". */
  readonly at: string;
  readonly before: string;
  readonly after: string;
}

/** Every place that says something, by where it stands. */
type Places = ReadonlyMap<string, { readonly at: string; readonly said: string }>;

/** A place as both sides have it; undefined where one of them has none. */
export interface PlaceChange<P> {
  readonly before: P | undefined;
  readonly after: P | undefined;
}

/** Places that are not the same on both sides, in the order of the later one, what is gone last. */
export function changedPlaces<P>(was: ReadonlyMap<string, P>, is: ReadonlyMap<string, P>, isSame: (before: P, after: P) => boolean): readonly PlaceChange<P>[] {
  const changed = [...is].flatMap(([key, after]): readonly PlaceChange<P>[] => {
    const before = was.get(key);
    return before !== undefined && isSame(before, after) ? [] : [{ before, after }];
  });
  const gone = [...was].flatMap(([key, before]) => (is.has(key) ? [] : [{ before, after: undefined }]));
  return [...changed, ...gone];
}

/**
 * What a correction changed: figures cell by cell, text paragraph by paragraph. Rows and columns are held against each other by id, so that
 * one put between others is one change. In the order of the later version, what is gone last.
 */
export function reportChanges(before: ReportDocument, after: ReportDocument): readonly ReportDifference[] {
  const isSame = (one: { readonly said: string }, other: { readonly said: string }): boolean => one.said === other.said;
  return changedPlaces(placesOf(before), placesOf(after), isSame)
    .map(({ before: old, after: now }) => ({ at: (now ?? old)?.at ?? '', before: old?.said ?? '', after: now?.said ?? '' }))
    .filter((one) => one.before !== one.after);
}

function placesOf({ sections, head, word }: ReportDocument): Places {
  const places = new Map<string, { at: string; said: string }>();
  if (head) places.set('head', { at: head.kind ?? head.subject, said: head.subject });
  for (const { id, blocks } of sections) {
    let heading = '';
    for (const block of blocks) {
      if (block.kind === 'heading') heading = block.text;
      for (const [key, at, said] of saidBy(block, heading)) places.set(`${id}/${block.id}/${key}`, { at, said });
    }
  }
  // Tables and drawings of the file are those of the tree.
  for (const [place, { lines }] of Object.entries(word?.fields ?? {})) places.set(`word/${place}`, { at: `${word?.name ?? ''} › {{${place}}}`, said: lines.map(runsText).join(' ') });
  return places;
}

type Said = readonly [key: string, at: string, said: string];

function saidBy(block: DocumentBlock, heading: string): readonly Said[] {
  switch (block.kind) {
    case 'heading': return [['', block.text, block.text]];
    case 'paragraph': return [['', heading, runsText(block.runs)]];
    case 'list': return block.items.map((item, at): Said => [String(at), heading, runsText(item)]);
    case 'table': return tableSays(block, heading);
    // What a chart draws stands in a table or in the text beside it.
    case 'chart': return [['', block.caption || heading, block.note]];
    case 'picture': return [['', block.caption || heading, block.alt]];
    case 'page-break': return [];
  }
}

function tableSays({ caption, columns, rows }: DocumentTable, heading: string): readonly Said[] {
  const title = caption || heading;
  return rows.flatMap(({ id, cells }) => {
    const row = rowName(cells);
    return cells.map((cell, at): Said => {
      const column = columns[at];
      return [`${id}/${column?.id ?? at}`, [title, row, column?.header.at(-1) ?? ''].filter((part) => part !== '').join(' › '), cellText(cell)];
    });
  });
}

/** The first words of a row; a running number is none. */
const rowName = (cells: readonly DocumentCell[]): string => cells.flatMap((cell) => (cell.kind === 'text' && /\p{L}/u.test(cell.text) ? [cell.text] : []))[0] ?? '';
const cellText = (cell: DocumentCell): string => (cell.kind === 'text' ? cell.text : cell.value.full);
const runsText = (runs: readonly Run[]): string => runs.map((run) => (run.kind === 'text' ? run.text : run.value.full)).join('');

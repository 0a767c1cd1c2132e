import { addDays, civilDate } from '@/domain/civil';
import type { Form06Counts } from '@/domain/form-06/types';
import { checkForm06, sumForm06 } from '@/domain/form-06/form-06';
import { freshnessOf } from '@/domain/freshness';
import { parsePeriod } from '@/domain/period/text';
import type { Province } from '@/config/province';
import type { DocumentBlock, DocumentCell, DocumentTable, PrintedValue, ReportDocument } from '../document/document';
import type { FrozenAnswers } from '../freeze/frozen';
import { figureFields, parseFields } from '../fields/parse-fields';
import { textsOf } from '../freeze/questions';
import type { ReportTemplate, TemplateBlock } from '../template/template';
import { wordFields } from '../template/word-places';

/** Everything that is looked at before a report is handed in or issued. */
export const ISSUE_CODES = [
  'missing', 'provisional', 'source-failed', 'source-old', 'source-partial', 'source-withheld', 'commentary-empty', 'commentary-required', 'no-signer', 'unknown-indicator',
  'bad-field', 'form-06', 'period-running', 'word-place', 'word-file',
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

/** One thing to look at. `stop`: the report may not be issued before it is mended. Words are the reader's, by code and parameters. */
export interface ReportIssue {
  readonly severity: 'stop' | 'warn';
  readonly code: IssueCode;
  /** Id of a block of the document; null where it is about the whole. */
  readonly at: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}

const issue = (severity: ReportIssue['severity'], code: IssueCode, at: string | null, params: ReportIssue['params'] = {}): ReportIssue => ({ severity, code, at, params });

/** Everything in a document and behind it that a person should know of before it is issued; what stops it stands first. Pure. */
export function checkReport(document: ReportDocument, template: ReportTemplate, frozen: FrozenAnswers, province: Province): readonly ReportIssue[] {
  const blocks = document.sections.flatMap((section) => section.blocks);
  const issues = [
    ...blocks.flatMap(figureIssues),
    ...blocks.flatMap(form06Issues),
    ...commentaryIssues(blocks, template),
    ...templateIssues(template.blocks, province),
    ...wordIssues(document, template, province),
    ...sourceIssues(frozen, province),
    ...(document.tail && document.tail.signature.name.trim() === '' ? [issue('warn', 'no-signer', null)] : []),
    ...runningIssues(frozen),
  ];
  return [...issues.filter(({ severity }) => severity === 'stop'), ...issues.filter(({ severity }) => severity === 'warn')];
}

/** Figures of one block, as they stand in it. */
export function valuesIn(block: DocumentBlock): readonly PrintedValue[] {
  const ofRuns = (runs: Extract<DocumentBlock, { readonly kind: 'paragraph' }>['runs']): readonly PrintedValue[] => runs.flatMap((run) => (run.kind === 'value' ? [run.value] : []));
  switch (block.kind) {
    case 'paragraph': return ofRuns(block.runs);
    case 'list': return block.items.flatMap(ofRuns);
    case 'table': return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'value' ? [cell.value] : [])));
    default: return [];
  }
}

/** Not applicable is an answer; every other reason leaves a hole. */
function figureIssues(block: DocumentBlock): readonly ReportIssue[] {
  const values = valuesIn(block);
  const holes = values.filter(({ missing }) => missing !== null && missing !== 'not-applicable');
  const standing = values.filter(({ status }) => status === 'estimated' || status === 'provisional');
  return [
    ...(holes.length > 0 ? [issue('warn', 'missing', block.id, { count: holes.length, of: values.length, reason: holes[0]?.missing ?? '' })] : []),
    ...(standing.length > 0 ? [issue('warn', 'provisional', block.id, { count: standing.length, of: values.length })] : []),
  ];
}

const FORM: readonly (keyof Form06Counts)[] = [
  'received', 'receivedOnline', 'receivedDirect', 'carriedOver', 'settled', 'settledEarly', 'settledOnTime', 'settledLate', 'pending', 'pendingInTerm', 'pendingOverdue',
];

/** Rows of Form 06 whose columns do not agree, and totals that are not the sum of their groups. Tables are known by their eleven numbered columns. */
function form06Issues(block: DocumentBlock): readonly ReportIssue[] {
  if (block.kind !== 'table') return [];
  const places = FORM.map((_, at) => block.columns.findIndex(({ number }) => number === `(${at + 1})`));
  if (places.includes(-1)) return [];
  const rows = block.rows.map((row) => ({ name: nameOf(block, row.id), emphasis: row.emphasis, counts: countsOf(row.cells, places) }));
  const parts = rows.filter(({ emphasis }) => emphasis === (rows.some((row) => row.emphasis === 'group') ? 'group' : null));
  const sum = parts.some(({ counts }) => counts === null) ? null : sumForm06(parts.flatMap(({ counts }) => counts ?? []));
  return rows.flatMap(({ name, emphasis, counts }) => {
    if (!counts) return [];
    const unequal = emphasis === 'total' && sum ? FORM.filter((column) => counts[column] !== sum[column]) : [];
    return [
      ...checkForm06(counts).map(({ rule, left, right }) => issue('stop', 'form-06', block.id, { row: name, rule, left, right })),
      ...unequal.map((column) => issue('stop', 'form-06', block.id, { row: name, rule: `(${FORM.indexOf(column) + 1})=Σ`, left: counts[column], right: sum?.[column] ?? 0 })),
    ];
  });
}

/** Eleven counts of a row; null where any is not there: nothing can be said of such a row. */
function countsOf(cells: readonly DocumentCell[], places: readonly number[]): Form06Counts | null {
  const numbers = places.map((place) => {
    const cell = cells[place];
    return cell?.kind === 'value' ? cell.value.number : null;
  });
  if (numbers.includes(null)) return null;
  const at = (column: keyof Form06Counts): number => numbers[FORM.indexOf(column)] ?? NaN;
  return {
    received: at('received'), receivedOnline: at('receivedOnline'), receivedDirect: at('receivedDirect'), carriedOver: at('carriedOver'),
    settled: at('settled'), settledEarly: at('settledEarly'), settledOnTime: at('settledOnTime'), settledLate: at('settledLate'),
    pending: at('pending'), pendingInTerm: at('pendingInTerm'), pendingOverdue: at('pendingOverdue'),
  };
}

function nameOf(table: DocumentTable, id: string): string {
  const cells = table.rows.find((row) => row.id === id)?.cells ?? [];
  return cells.flatMap((cell) => (cell.kind === 'text' && cell.text !== '' && !/^\d+$/.test(cell.text) ? [cell.text] : []))[0] ?? id;
}

const flat = (blocks: readonly TemplateBlock[]): readonly TemplateBlock[] => blocks.flatMap((block) => ('blocks' in block ? [block, ...flat(block.blocks)] : [block]));

/** A prompt that still stands where words were to be. */
function commentaryIssues(blocks: readonly DocumentBlock[], template: ReportTemplate): readonly ReportIssue[] {
  const required = new Set(flat(template.blocks).flatMap((block) => (block.kind === 'commentary' && block.required ? [block.id] : [])));
  return blocks.flatMap((block) => {
    if (block.kind !== 'paragraph' || block.style !== 'prompt') return [];
    const must = required.has(block.id.split('@')[0] ?? '');
    return [issue(must ? 'stop' : 'warn', must ? 'commentary-required' : 'commentary-empty', block.id)];
  });
}

/** What the template names and the province does not have, and fields that nobody can fill. */
function templateIssues(blocks: readonly TemplateBlock[], province: Province): readonly ReportIssue[] {
  return flat(blocks).flatMap((block) => {
    const parsed = textsOf(block).map(parseFields);
    const named = [
      ...parsed.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'figure' ? [part.indicator] : []))),
      ...(block.kind === 'indicators' ? block.indicators : block.kind === 'trend' || block.kind === 'ranking' ? [block.indicator] : []),
      ...(block.when?.kind === 'indicator' ? [block.when.indicator] : []),
    ];
    return [
      ...[...new Set(named)].filter((id) => !province.indicators.has(id)).map((id) => issue('stop', 'unknown-indicator', block.id, { id })),
      ...[...new Set(parsed.flatMap(({ faults }) => faults.map(({ field }) => field)))].map((field) => issue('stop', 'bad-field', block.id, { field })),
    ];
  });
}

/** Places of a unit's own Word file that nobody can fill, and figures in it that are not there or may still change. */
function wordIssues({ word }: ReportDocument, { word: form }: ReportTemplate, province: Province): readonly ReportIssue[] {
  if (!word || !form) return [];
  const runs = Object.values(word.fields).flatMap(({ lines }) => lines.flat());
  const unknown = [...new Set(wordFields(form).flatMap(figureFields).map(({ indicator }) => indicator))].filter((id) => !province.indicators.has(id));
  return [
    ...word.lost.map((place) => issue('stop', 'word-place', null, { place, form: word.name })),
    ...unknown.map((id) => issue('stop', 'unknown-indicator', null, { id })),
    ...figureIssues({ kind: 'paragraph', id: word.file, style: 'body', runs }).map((found) => ({ ...found, at: null })),
  ];
}

/** Answers that failed, were kept from before, are old or came in part: one issue a dataset. */
function sourceIssues(frozen: FrozenAnswers, province: Province): readonly ReportIssue[] {
  const found = new Map<string, ReportIssue>();
  const add = (code: IssueCode, dataset: string, params: ReportIssue['params'] = {}): void => {
    const source = province.datasets.get(dataset)?.source ?? '';
    if (!found.has(`${code} ${dataset}`)) found.set(`${code} ${dataset}`, issue('warn', code, null, { dataset, source, ...params }));
  };
  for (const { question: { dataset }, answer, cause } of frozen.answers) {
    if (!answer || cause) add('source-failed', dataset, { kind: cause?.kind ?? 'unreachable', kept: answer ? 1 : 0 });
    if (!answer) continue;
    if (answer.partial) add('source-partial', dataset, { present: answer.partial.present, expected: answer.partial.expected });
    if (answer.notes?.some(({ code }) => code === 'withheld')) add('source-withheld', dataset);
    const cadence = province.datasets.get(dataset)?.cadence;
    const label = cadence && freshnessOf({ state: 'ready', asOf: answer.asOf, receivedAt: answer.receivedAt, cadence, now: frozen.at, online: true, hasCause: false, partial: false, provisional: false }).state;
    if (label === 'STALE' || label === 'EXPIRED') add('source-old', dataset);
  }
  return [...found.values()];
}

/** Figures frozen before the last day of the period was over. */
function runningIssues(frozen: FrozenAnswers): readonly ReportIssue[] {
  const parsed = parsePeriod(frozen.period);
  return parsed.ok && civilDate(frozen.at) <= addDays(parsed.value.end, -1) ? [issue('warn', 'period-running', null, { until: addDays(parsed.value.end, -1) })] : [];
}

import * as z from 'zod/mini';
import { checkedValue } from '@/config/checked';
import { pointerOf, quote } from '@/config/config-fault';
import type { PackFault, Report } from '@/config/config-fault';
import { calendar, code, filled, id, integer, isRecord, list, period, periodKind, rule, text, unitCode, unitLevel } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { parseFields } from '../fields/parse-fields';
import type { BlockScope, Condition, IndicatorColumn, ReportTemplate, TemplateBlock } from './template';
import { wordForm } from './word-schema';

/** Most blocks of a template, those within sections among them. */
export const MOST_BLOCKS = 200;
/** Sections within sections: so many steps down. */
export const DEEPEST = 4;

const COLUMNS = ['value', 'previous', 'last-year', 'change-previous', 'change-last-year', 'year-to-date', 'target', 'target-share', 'status'] as const satisfies readonly IndicatorColumn[];

const scope: z.ZodMiniType<BlockScope> = z.strictObject({
  unit: z.exactOptional(z.union([z.literal('.'), z.literal('province'), unitCode])),
  period: z.exactOptional(z.union([z.literal('.'), z.literal('-1'), z.literal('last-year'), period])),
});
const condition: z.ZodMiniType<Condition> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('level'), levels: filled(unitLevel, 4) }),
  z.strictObject({ kind: z.literal('period'), kinds: filled(periodKind, 7) }),
  z.strictObject({ kind: z.literal('indicator'), indicator: id, is: z.enum(['present', 'missing', 'attention']) }),
]);
const options: z.ZodMiniType<{ readonly [option: string]: Json }> = z.custom<{ readonly [option: string]: Json }>(isRecord, { params: { fault: 'type', expected: 'object' } });

/** What every block has; ids may hold capitals and dots, since they are also those of imported forms. */
const frame = { id: code, when: z.exactOptional(condition) };
const caption = z.exactOptional(text(300));
const placed = { scope: z.exactOptional(scope), caption };
const orientation = z.enum(['portrait', 'landscape']);
const blocks: z.ZodMiniType<readonly TemplateBlock[]> = z.lazy(() => list(templateBlock, MOST_BLOCKS));

/** One block as stored, with the blocks within it. */
export const templateBlock: z.ZodMiniType<TemplateBlock> = z.discriminatedUnion('kind', [
  z.strictObject({ ...frame, kind: z.literal('heading'), level: z.literal([1, 2, 3]), text: text(300) }),
  z.strictObject({ ...frame, kind: z.literal('paragraph'), text: text(4_000) }),
  z.strictObject({ ...frame, kind: z.literal('list'), items: filled(text(1_000), 50) }),
  z.strictObject({ ...frame, kind: z.literal('note'), text: text(1_000) }),
  z.strictObject({ ...frame, ...placed, kind: z.literal('widget'), widget: id, widgetVersion: integer(1, 1_000), options }),
  z.strictObject({ ...frame, ...placed, kind: z.literal('indicators'), indicators: filled(id, 60), columns: filled(z.enum(COLUMNS), COLUMNS.length) }),
  z.strictObject({ ...frame, ...placed, kind: z.literal('trend'), indicator: id, form: z.enum(['line', 'columns']), periods: integer(2, 60) }),
  z.strictObject({ ...frame, kind: z.literal('ranking'), indicator: id, level: unitLevel, form: z.enum(['table', 'bars', 'map']), limit: z.exactOptional(integer(1, 500)), caption }),
  z.strictObject({ ...frame, kind: z.literal('commentary'), prompt: text(1_000), required: z.boolean() }),
  z.strictObject({ ...frame, kind: z.literal('missing-list') }),
  z.strictObject({ ...frame, kind: z.literal('sources') }),
  z.strictObject({ ...frame, kind: z.literal('page-break') }),
  z.strictObject({ ...frame, kind: z.literal('section'), repeat: z.exactOptional(z.strictObject({ level: unitLevel })), blocks }),
  z.strictObject({ ...frame, kind: z.literal('appendix'), title: text(300), orientation, blocks }),
]);

const levels = filled(unitLevel, 4);
const outer = {
  title: text(200),
  description: z.exactOptional(text(600)),
  basis: z.exactOptional(text(300)),
  periods: z.strictObject({ calendar, kinds: filled(periodKind, 7) }),
  levels,
  regime: z.exactOptional(z.strictObject({ levels, kinds: filled(periodKind, 7), dueWorkingDays: integer(0, 60) })),
  head: z.exactOptional(z.strictObject({ kind: z.exactOptional(text(60)), mark: z.string().check(z.regex(/^[\p{L}\d&-]{1,12}$/u)), subject: text(300) })),
  orientation,
  tail: z.exactOptional(z.strictObject({ recipients: list(text(200), 30), authority: z.exactOptional(text(100)), position: z.exactOptional(text(100)) })),
  word: z.exactOptional(wordForm),
};
type Frame = Omit<ReportTemplate, 'blocks'>;
const templateFrame: z.ZodMiniType<Frame & { readonly blocks: readonly unknown[] }> = z.strictObject({ ...outer, blocks: list(z.unknown(), MOST_BLOCKS) }).check(
  rule(({ regime, periods }) => !regime || regime.kinds.every((kind) => periods.kinds.includes(kind)), 'contradiction', 'kinds of /periods', ['regime', 'kinds']),
  rule(({ regime, levels: made }) => !regime || regime.levels.every((level) => made.includes(level)), 'contradiction', 'levels of /levels', ['regime', 'levels']),
);
/** The whole form, for whoever publishes it. */
export const reportTemplate = z.strictObject({ ...outer, blocks: list(templateBlock, MOST_BLOCKS) });

export interface ReadTemplate {
  readonly template: ReportTemplate;
  /** By JSON pointer: blocks that had to be left out, and fields in texts that nobody can fill, which stay as they are written. */
  readonly faults: readonly PackFault[];
}

/**
 * What a report may be made from, in today's form and without its `schemaVersion`. One bad block is left out and told; only a frame that
 * cannot be read is an error. Widgets and indicators that nobody knows are no faults: documents say so at their place. Pure; never throws.
 */
export function readTemplate(raw: unknown, file = 'report-template'): Result<ReadTemplate, readonly PackFault[]> {
  const faults: PackFault[] = [];
  const report: Report = (fault) => void faults.push(fault);
  const read = checkedValue(raw, templateFrame, file, [], report);
  if (!read) return err(faults);
  const ids = new Set<string>();
  let count = 0;
  const sound = read.blocks.flatMap((each, at): readonly TemplateBlock[] => {
    const path = ['blocks', at];
    if (depthOf(each) > DEEPEST) {
      report({ code: 'too-deep', file, pointer: pointerOf(path), expected: `at most ${DEEPEST} levels`, got: quote(each) });
      return [];
    }
    const block = checkedValue(each, templateBlock, file, path, report);
    if (!block) return [];
    const own = within(block);
    const twice = own.find(({ id: name }, place) => ids.has(name) || own.findIndex((other) => other.id === name) < place);
    if (twice) {
      report({ code: 'duplicate-id', file, pointer: pointerOf([...path, 'id']), expected: 'each block once', got: quote(twice.id) });
      return [];
    }
    count += own.length;
    for (const { id: name } of own) ids.add(name);
    fieldFaults(each, path, file, report);
    return [block];
  });
  if (count > MOST_BLOCKS) return err([...faults, { code: 'too-many', file, pointer: '/blocks', expected: `≤ ${MOST_BLOCKS} entries`, got: String(count) }]);
  const { blocks: _blocks, ...rest } = read;
  fieldFaults(rest, [], file, report);
  return ok({ template: { ...read, blocks: sound }, faults });
}

/** Levels of sections within an unread block; stops counting where it is too deep already. */
function depthOf(raw: unknown, at = 1): number {
  const inner = isRecord(raw) ? raw['blocks'] : undefined;
  if (!Array.isArray(inner) || at > DEEPEST) return at;
  return Math.max(at, ...inner.slice(0, MOST_BLOCKS).map((each: unknown) => depthOf(each, at + 1)));
}

const within = (block: TemplateBlock): readonly TemplateBlock[] => ('blocks' in block ? [block, ...block.blocks.flatMap(within)] : [block]);

/** Fields of every text that has words in both languages, wherever it stands; options of widgets are their own. */
function fieldFaults(value: unknown, path: readonly PropertyKey[], file: string, report: Report): void {
  if (Array.isArray(value)) return void value.forEach((each, at) => { fieldFaults(each, [...path, at], file, report); });
  if (!isRecord(value)) return;
  for (const [name, each] of Object.entries(value)) {
    if (name === 'options') continue;
    if (typeof each === 'string' && (name === 'vi' || name === 'en')) {
      for (const fault of parseFields(each).faults) report({ code: 'pattern', file, pointer: pointerOf([...path, name]), expected: fault.expected, got: quote(fault.field) });
    } else fieldFaults(each, [...path, name], file, report);
  }
}

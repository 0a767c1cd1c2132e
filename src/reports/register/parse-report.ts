import * as z from 'zod/mini';
import type { UnitLevel } from '@/domain/org-unit/types';
import type { CalendarId, PeriodKind } from '@/domain/period/types';
import type { Text } from '@/domain/text';
import type { ReportRegime } from '../template/template';
import { reportDocument } from './parse-document';
import { REPORT_DEEDS, REPORT_STATES } from './record';
import type { ReportCard, ReportDeed, ReportRecord, ReportStep } from './record';

/** A template as the choice of one shows it. */
export interface TemplateCard {
  readonly id: string;
  readonly title: Text;
  readonly description?: Text | undefined;
  readonly basis?: Text | undefined;
  readonly periods: { readonly calendar: CalendarId; readonly kinds: readonly PeriodKind[] };
  readonly levels: readonly UnitLevel[];
  readonly regime?: ReportRegime | undefined;
  readonly origin: 'pack' | 'shared';
}
/** A place where a person writes. */
export interface Prompt {
  readonly id: string;
  readonly prompt: Text;
  readonly required: boolean;
}
/** A report as its page holds it: what was frozen stays with the gateway. */
export type OpenReport = Omit<ReportRecord, 'templateBody' | 'frozen' | 'may' | 'approvesOwn'> & { readonly prompts: readonly Prompt[]; /** What the reader may do with it now. */ readonly may: readonly MayDo[]; readonly approvesOwn: boolean };
const MAY = [...REPORT_DEEDS, 'edit', 'correct'] as const;
export type MayDo = ReportDeed | 'edit' | 'correct';

/** Something to look at before issuing; `stop` must be mended first. `at` names a block. */
export interface ShownIssue {
  readonly severity: 'stop' | 'warn';
  readonly code: string;
  readonly at: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}
/** One place where a version differs from the one before. */
export interface ReportChange {
  readonly at: string;
  readonly before: string;
  readonly after: string;
}
export const DUTY_STATES = ['missing', 'late', 'due', 'on-time'] as const;
export type DutyState = (typeof DUTY_STATES)[number];
/** A report that a unit owes for a period. */
export interface Duty {
  readonly template: string;
  readonly unit: string;
  readonly period: string;
  /** Moment until when, epoch ms. */
  readonly due: number;
  readonly state: DutyState;
  readonly report: string | null;
  /** When it was first issued; null while it is not. */
  readonly issuedAt?: number | null | undefined;
}

const words = z.object({ vi: z.string(), en: z.string() });
const LEVELS = z.enum(['province', 'department', 'district', 'commune']);
const KINDS = z.enum(['day', 'week', 'month', 'quarter', 'half', 'nine-months', 'year']);
const CALENDARS = z.enum(['calendar', 'administrative', 'statistical']);

const templateForm = z.object({
  id: z.string(), title: words, description: z.optional(words), basis: z.optional(words), origin: z.enum(['pack', 'shared']),
  periods: z.object({ calendar: CALENDARS, kinds: z.array(KINDS).check(z.minLength(1)) }), levels: z.array(LEVELS),
  regime: z.optional(z.object({ levels: z.array(LEVELS), kinds: z.array(KINDS), dueWorkingDays: z.number() })),
});
const cardFields = {
  id: z.string(), template: z.string(), title: z.string(), unit: z.string(), period: z.string(), state: z.enum(REPORT_STATES), version: z.number(), revision: z.number(),
  author: z.string(), createdAt: z.number(), issuedAt: z.nullable(z.number()), number: z.nullable(z.string()), contentHash: z.string(), supersedes: z.nullable(z.string()),
};
const cardForm = z.object(cardFields);
const stepForm = z.object({ at: z.number(), by: z.string(), deed: z.string(), reason: z.nullable(z.string()) });
const card = z.custom<ReportCard>((raw) => cardForm.safeParse(raw).success);
const recordForm = z.object({
  templateBody: z.unknown(), commentary: z.record(z.string(), z.string()), signer: z.string(), document: reportDocument,
  may: z.optional(z.array(z.string())), approvesOwn: z.optional(z.boolean()),
  steps: z.array(z.custom<ReportStep>((raw) => stepForm.safeParse(raw).success)),
});
const issueForm = z.object({ severity: z.enum(['stop', 'warn']), code: z.string(), at: z.nullish(z.string()), params: z.nullish(z.record(z.string(), z.union([z.string(), z.number()]))) });
const changeForm = z.object({ at: z.string(), before: z.nullish(z.string()), after: z.nullish(z.string()) });
const dutyForm = z.object({ template: z.string(), unit: z.string(), period: z.string(), due: z.number(), state: z.enum(DUTY_STATES), report: z.nullish(z.string()), issuedAt: z.nullish(z.number()) });

/** Rows of a list under `name`; a row of another form is left out: one that cannot be read must not hide the others. */
function rowsOf<T>(body: unknown, name: string, row: z.ZodMiniType<T>): readonly T[] {
  const found: unknown = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[name] : null;
  return Array.isArray(found) ? found.flatMap((one: unknown) => { const read = row.safeParse(one); return read.success ? [read.data] : []; }) : [];
}

export const readTemplates = (body: unknown): readonly TemplateCard[] => rowsOf(body, 'templates', templateForm);
/** One page of the register; `next` begins the one after it, null: there is none. */
export interface CardPage {
  readonly reports: readonly ReportCard[];
  readonly next: string | null;
}
export const readCards = (body: unknown): CardPage =>
  ({ reports: rowsOf(body, 'reports', card), next: typeof body === 'object' && body !== null && 'next' in body && typeof body.next === 'string' ? body.next : null });
export const readIssues = (body: unknown): readonly ShownIssue[] =>
  rowsOf(body, 'issues', issueForm).map(({ at, params, ...issue }) => ({ ...issue, at: at ?? null, params: params ?? {} }));
export const readDuties = (body: unknown): readonly Duty[] => rowsOf(body, 'duties', dutyForm).map(({ report, ...duty }) => ({ ...duty, report: report ?? null }));
export const readChanges = (body: unknown): readonly ReportChange[] =>
  rowsOf({ changes: Array.isArray(body) ? body : (body as { changes?: unknown } | null)?.changes }, 'changes', changeForm).map(({ at, before, after }) => ({ at, before: before ?? '', after: after ?? '' }));

/** A report whole; null where the answer is none. */
export function readReport(body: unknown): OpenReport | null {
  const known = card.safeParse(body);
  const rest = recordForm.safeParse(body);
  if (!known.success || !rest.success) return null;
  const { templateBody, may, approvesOwn = false, ...read } = rest.data;
  const { id, template, title, unit, period, state, version, revision, author, createdAt, issuedAt, number, contentHash, supersedes } = known.data;
  return { id, template, title, unit, period, state, version, revision, author, createdAt, issuedAt, number, contentHash, supersedes, ...read, prompts: promptsOf(templateBody), approvesOwn, may: MAY.filter((deed) => may?.includes(deed)) };
}

const promptForm = z.object({ kind: z.literal('commentary'), id: z.string(), prompt: words, required: z.boolean() });
/** Places where a person writes, in the order of the form, those within sections included. */
function promptsOf(body: unknown): readonly Prompt[] {
  const blocks: unknown = typeof body === 'object' && body !== null && 'blocks' in body ? body.blocks : null;
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block: unknown) => {
    const read = promptForm.safeParse(block);
    return read.success ? [{ id: read.data.id, prompt: read.data.prompt, required: read.data.required }] : promptsOf(block);
  });
}

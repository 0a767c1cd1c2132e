import * as z from 'zod/mini';
import type { ReportDocument } from '../document/document';

/** Form of a document tree as it comes over the wire: enough that a page which draws it cannot fall over what is not there. */
const text = z.string();
const texts = z.array(text);
const textOrNone = z.nullable(text);

const value = z.object({
  text, unit: text, full: text, number: z.nullable(z.number()), decimals: z.number(), missing: textOrNone, status: textOrNone,
  period: textOrNone, orgUnit: text, indicator: textOrNone, sources: texts,
});
const flag = z.optional(z.boolean());
const run = z.union([z.object({ kind: z.literal('text'), text, bold: flag, italic: flag }), z.object({ kind: z.literal('value'), value, bold: flag })]);
const cell = z.union([z.object({ kind: z.literal('text'), text }), z.object({ kind: z.literal('value'), value })]);

const series = z.object({
  id: text, label: text, role: text, tone: z.optional(text), values: z.array(z.nullable(z.number())), texts, provisional: z.array(z.number()), running: z.optional(text),
});
const drawn = { description: text, categories: texts, categoryNames: texts, unitLabel: text, series: z.array(series), language: z.enum(['vi', 'en']) };
const chart = z.union([
  z.object({ kind: z.literal('trend'), ...drawn, breaks: z.array(z.object({ before: z.number(), label: text })), reversed: z.boolean() }),
  z.object({ kind: z.literal('bars'), ...drawn, stacked: z.boolean(), horizontal: z.boolean() }),
]);

const column = z.object({ id: text, header: texts, number: text, align: z.enum(['start', 'centre', 'end']), width: z.number(), unit: text });
const row = z.object({ id: text, emphasis: z.nullable(z.enum(['total', 'group'])), cells: z.array(cell) });
const block = z.union([
  z.object({ kind: z.literal('heading'), id: text, level: z.union([z.literal(1), z.literal(2), z.literal(3)]), text }),
  z.object({ kind: z.literal('paragraph'), id: text, style: z.enum(['body', 'note', 'missing', 'prompt']), runs: z.array(run) }),
  z.object({ kind: z.literal('list'), id: text, items: z.array(z.array(run)) }),
  z.object({ kind: z.literal('table'), id: text, caption: text, unitLine: text, columns: z.array(column), rows: z.array(row), notes: texts }),
  z.object({ kind: z.literal('chart'), id: text, caption: text, spec: chart, note: text }),
  z.object({ kind: z.literal('picture'), id: text, caption: text, alt: text, svg: text, widthMm: z.number(), heightMm: z.number() }),
  z.object({ kind: z.literal('page-break'), id: text }),
]);

const lines = z.array(z.array(run));
const word = z.object({
  file: text, name: text, fields: z.record(text, z.object({ lines, opening: z.optional(lines) })), pictures: z.record(text, text), lost: texts,
  tables: z.record(text, z.union([z.object({ kind: z.literal('table'), block: text, columns: z.record(text, text), bare: z.boolean() }), z.object({ kind: z.literal('none'), says: text, columns: texts })])),
});

const form = z.object({
  version: z.literal(1),
  language: z.enum(['vi', 'en']),
  title: text,
  head: z.nullable(z.object({ bodyAbove: textOrNone, body: text, number: text, placeAndDate: text, kind: textOrNone, subject: text })),
  sections: z.array(z.object({
    id: text, orientation: z.enum(['portrait', 'landscape']), appendix: z.nullable(z.object({ label: text, title: text, attachedTo: text })), blocks: z.array(block),
  })),
  tail: z.nullable(z.object({ recipients: texts, signature: z.object({ authority: textOrNone, position: text, name: text }) })),
  sources: z.array(z.object({ id: text, name: text, dataset: text, request: text, asOf: textOrNone, receivedAt: text, remark: text, sample: z.boolean() })),
  footer: text,
  watermark: textOrNone,
  properties: z.object({ author: text, organisation: text, createdAt: z.number(), id: text }),
  word: z.optional(word),
});

/** A document tree as the gateway gave it, unchanged. */
export const reportDocument = z.custom<ReportDocument>((raw) => form.safeParse(raw).success);

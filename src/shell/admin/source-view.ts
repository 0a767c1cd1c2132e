import * as z from 'zod/mini';

const text = z.object({ vi: z.string(), en: z.string() });
const moment = z.nullable(z.number());
const failure = z.object({
  kind: z.string(), dataset: z.string(), pointer: z.optional(z.string()), expected: z.optional(z.string()), got: z.optional(z.string()), httpStatus: z.optional(z.number()),
});

/** A source as the gateway tells an operator of it. Times are epoch ms. */
export const sourceView = z.object({
  source: z.string(), name: text, shortName: text, owner: text,
  contact: z.nullable(z.object({ unit: text, phone: z.optional(z.string()), email: z.optional(z.string()) })),
  legalBasis: z.nullable(z.string()), sampleData: z.boolean(), protocols: z.array(z.string()),
  datasets: z.array(z.object({ id: z.string(), title: text, connector: z.string(), everySeconds: z.number(), classification: z.string() })),
  deadlineMs: z.number(), maxBytes: z.number(),
  state: z.enum(['closed', 'open', 'half-open', 'held', 'unknown']), nextTryAt: moment,
  lastSuccess: moment, lastFailure: moment, failingSince: moment, error: z.nullable(failure), latencyMs: z.nullable(z.number()), asked: z.number(), failed: z.number(),
  openDrift: z.number(), openQuarantine: z.number(),
});
export type SourceView = z.infer<typeof sourceView>;

export const driftView = z.object({
  id: z.number(), dataset: z.string(), kind: z.string(), pointer: z.string(), expected: z.string(), got: z.string(), firstSeen: z.number(), lastSeen: z.number(), times: z.number(), endedAt: moment,
});
export type DriftView = z.infer<typeof driftView>;

export const heldView = z.object({
  id: z.number(), source: z.string(), dataset: z.string(), metric: z.string(), factor: z.number(),
  example: z.object({ cell: z.string(), before: z.number(), after: z.number() }),
  firstSeen: z.number(), lastSeen: z.number(), times: z.number(),
  decision: z.nullable(z.enum(['accept', 'refuse'])), decidedBy: z.nullable(z.string()), decidedAt: moment, reason: z.nullable(z.string()), endedAt: moment,
});
export type HeldView = z.infer<typeof heldView>;

/** How a source stands, worst first: what a person has to look at comes before what is well. */
export const STANDINGS = ['failing', 'waiting', 'drifting', 'well', 'unasked'] as const;
export type Standing = (typeof STANDINGS)[number];

export function standingOf({ failingSince, openQuarantine, openDrift, lastSuccess }: SourceView): Standing {
  if (failingSince !== null) return 'failing';
  if (openQuarantine > 0) return 'waiting';
  if (openDrift > 0) return 'drifting';
  return lastSuccess === null ? 'unasked' : 'well';
}

export interface SourceFilter {
  readonly text: string;
  readonly standing: Standing | '';
}

/** Sources that a filter leaves, worst first and then as the configuration has them. `fold` makes texts comparable without accents. */
export function listedSources(all: readonly SourceView[], { text: wanted, standing }: SourceFilter, fold: (text: string) => string): readonly SourceView[] {
  const needle = fold(wanted.trim());
  const texts = ({ source, name, owner, protocols }: SourceView): string => fold([source, name.vi, name.en, owner.vi, owner.en, ...protocols].join(' '));
  return all
    .filter((one) => (standing === '' || standingOf(one) === standing) && (needle === '' || texts(one).includes(needle)))
    .map((one, at) => ({ one, at, rank: STANDINGS.indexOf(standingOf(one)) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ one }) => one);
}

/** A factor as people say it: 1000 is "× 1.000", 0.001 is "÷ 1.000". */
export const factorParts = (factor: number): { readonly sign: '×' | '÷'; readonly size: number } =>
  factor >= 1 ? { sign: '×', size: Number(factor.toPrecision(3)) } : { sign: '÷', size: Number((1 / factor).toPrecision(3)) };

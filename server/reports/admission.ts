import * as z from 'zod';
import { classesOf } from '@/access/field-class';
import { covers, reachIn, type DatasetShare, type Reach, type Rights } from '@/access/rights';
import { sharesUnit } from '@/access/shares-unit';
import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import type { Classification, DatasetQuery } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Instant } from '@/domain/time';
import { admit } from '../datasets/admit';

/**
 * Whose figures a report holds: its questions, and by dataset which classes its author saw of it for which units (`*` is every unit). Who
 * reads it must be let in to each question and see at least as much.
 */
export interface Admission {
  readonly questions: readonly DatasetQuery[];
  readonly saw: { readonly [dataset: string]: { readonly [shown: string]: '*' | readonly string[] } };
}

const CLASSES = ['public', 'internal', 'personal', 'restricted'] as const satisfies readonly Classification[];
const stored: z.ZodType<Admission> = z.object({
  questions: z.array(z.object({ dataset: z.string(), params: z.record(z.string(), z.union([z.string(), z.array(z.string())])) })),
  saw: z.record(z.string(), z.record(z.string(), z.union([z.literal('*'), z.array(z.string())]))),
});

/** As a report is written: of what its author may see at this moment. */
export function admissionOf(questions: readonly DatasetQuery[], rights: Rights, province: Province): Admission {
  const saw: Record<string, Record<string, '*' | readonly string[]>> = {};
  for (const { dataset } of questions) {
    const known = province.datasets.get(dataset);
    const share = known ? rights.share(known) : null;
    if (share) saw[dataset] ??= Object.fromEntries([...share.classes].map((shown) => [shown, listed(reachIn(share, shown))]));
  }
  return { questions, saw };
}
const listed = (reach: Reach): '*' | readonly string[] => (reach === 'all' ? '*' : [...reach].sort());

/** Who may read what is about this unit and holds these figures. */
export interface Sight {
  readonly actor: Actor;
  readonly rights: Rights;
  readonly province: Province;
  readonly now: Instant;
}

/** What is about the whole province belongs to no unit in particular. */
export const holderOf = (unit: UnitCode, province: Province): UnitCode | null => (unit === province.unit ? null : unit);

export function mayRead(by: Sight, report: { readonly unit: string; readonly admission: unknown }): boolean {
  return sharesUnit(by.actor, holderOf(report.unit, by.province), by.province, by.now) && seesFigures(by, report.admission);
}

function seesFigures({ actor, rights, province }: Sight, admission: unknown): boolean {
  const read = stored.safeParse(admission);
  if (!read.success) return false;
  const { questions, saw } = read.data;
  return questions.every((question) => admit(question, { actor, rights }, province).ok) && Object.entries(saw).every(([id, classes]) => {
    const dataset = province.datasets.get(id);
    const share = dataset ? rights.share(dataset) : null;
    return share !== null && CLASSES.every((shown) => seesAsMuch(share, shown, classes[shown]));
  });
}

function seesAsMuch(share: DatasetShare, shown: Classification, wanted: '*' | readonly string[] | undefined): boolean {
  if (wanted === undefined) return true;
  const reach = reachIn(share, shown);
  return wanted === '*' ? reach === 'all' : wanted.every((unit) => covers(reach, unit));
}

/** From what everybody may see to what hardly anybody may. */
export const isAbove = (one: Classification, other: Classification): boolean => CLASSES.indexOf(one) > CLASSES.indexOf(other);

/** The highest class of figures that a report may hold: of what its author saw, as far as its datasets have it. What cannot be told is the highest. */
export function reportClass(admission: unknown, { datasets }: Pick<Province, 'datasets'>): Classification {
  const read = stored.safeParse(admission);
  if (!read.success) return 'restricted';
  const held = Object.entries(read.data.saw).flatMap(([id, classes]): readonly Classification[] => {
    const dataset = datasets.get(id);
    if (!dataset) return ['restricted'];
    return classesOf(dataset).filter((shown) => (classes[shown] ?? []).length > 0);
  });
  return held.reduce<Classification>((highest, each) => (isAbove(each, highest) ? each : highest), 'public');
}

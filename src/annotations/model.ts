import type { Annotation, AnnotationTarget, AxisMark } from '@/domain/annotation';

/** Where the page stands: figures of which unit, of which indicator, in which period. */
export interface FigureStand {
  readonly dataset: string;
  readonly indicator: string | null;
  readonly unit: string;
  /** Text form; null for a figure that has no period. */
  readonly period: string | null;
}

/** Open and settled remarks on one figure and its kin: those of its period first, each group newest first. */
export interface Threads {
  readonly here: readonly Annotation[];
  /** Of the same indicator and unit, of other periods or of none. */
  readonly elsewhere: readonly Annotation[];
}

const concerns = ({ indicator, unit }: AnnotationTarget, stand: FigureStand): boolean =>
  unit === stand.unit && (indicator === null || stand.indicator === null || indicator === stand.indicator);

/** Open before settled, newest first. */
const inOrder = (a: Annotation, b: Annotation): number => Number(a.resolved !== null) - Number(b.resolved !== null) || b.at - a.at || (a.id < b.id ? -1 : 1);

/** The remarks that concern a figure. Pure. */
export function threadsOf(all: readonly Annotation[], stand: FigureStand): Threads {
  const found = all.filter(({ target }) => concerns(target, stand)).sort(inOrder);
  const isHere = ({ target }: Annotation): boolean => target.period === stand.period && target.day === null;
  return { here: found.filter(isHere), elsewhere: found.filter((one) => !isHere(one)) };
}

/** Marks of the open remarks on a series of figures, by their place on the axis, in the order of the places. Pure. */
export function axisMarks(all: readonly Annotation[], stand: Omit<FigureStand, 'period'>): readonly AxisMark[] {
  const byPlace = new Map<string, { count: number; text: string; newest: number }>();
  for (const { target, text, at, resolved } of all) {
    const place = target.period ?? target.day;
    if (resolved || place === null || !concerns(target, { ...stand, period: null })) continue;
    const known = byPlace.get(place);
    byPlace.set(place, { count: (known?.count ?? 0) + 1, ...(known && known.newest >= at ? { text: known.text, newest: known.newest } : { text, newest: at }) });
  }
  return [...byPlace].map(([place, { count, text }]) => ({ at: place, count, text })).sort((a, b) => (a.at < b.at ? -1 : 1));
}

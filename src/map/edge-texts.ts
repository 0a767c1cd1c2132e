import type { UnitOfMeasure } from '@/domain/unit-of-measure';
import type { Format } from '@/format/format';

/** A swatch has room for some five digits. */
const edgeText = (edge: number, decimals: number, format: Format): string =>
  Math.abs(edge) >= 100_000 ? format.compact(edge) : format.number(edge, decimals);

/** Borders of classes as a legend writes them, as short as they are; a percent sign stands at the last. */
export function edgeTexts(edges: readonly number[], decimals: readonly number[], unit: UnitOfMeasure | null, format: Format): readonly string[] {
  const said = unit === null ? '' : format.unit(unit);
  const sign = said === '%' || said === '‰' ? ` ${said}` : '';
  return edges.map((edge, index) => edgeText(edge, decimals[index] ?? 0, format) + (index === edges.length - 1 ? sign : ''));
}

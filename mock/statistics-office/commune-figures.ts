import { dayOf } from '../clock';
import type { Era, MockUnit } from '../province/units';
import { noise } from '../random';
import type { World } from '../world';
import type { RecipeContent } from './catalogue-tables';
import { contentOf, figure, localFactor, type Kitchen } from './recipes';
import type { Issue } from './schedule';

/**
 * Figures of one table by unit of administration: amounts of the province are shared out among the communes of the year's last day, and everything
 * above communes is the sum of what lies below it. A level (points, criteria) is a commune's own; above, the mean by people.
 */
export function communeFigures(world: World, kitchen: Kitchen): (content: RecipeContent, issue: Issue, unit: string) => number | null {
  const kept = new Map<string, ReadonlyMap<string, number>>();
  const eraOf = (issue: Issue): Era => world.units.eraAt(dayOf(`${issue.year}-12-31`));
  const all = (content: RecipeContent, issue: Issue): ReadonlyMap<string, number> => {
    const key = `${content.code} ${issue.code} ${issue.vintage}`;
    const found = kept.get(key) ?? upwards(eraOf(issue), content, leaves(content, issue), world);
    kept.set(key, found);
    return found;
  };

  function leaves(content: RecipeContent, issue: Issue): Map<string, number> {
    const communes = eraOf(issue).units.filter((unit) => unit.level === 'commune');
    const { series: recipe } = content;
    const { seed } = kitchen.place;
    if (recipe.kind === 'population') return new Map(communes.map((unit) => [unit.code, world.population.of(unit, issue.year)]));
    const total = figure(kitchen, content, issue);
    if (recipe.kind === 'level') {
      return new Map(communes.map((unit) => [unit.code, rounded(Math.min(recipe.high, Math.max(recipe.low, total + recipe.spread * noise(seed, content.code, unit.code))), content)]));
    }
    const base = recipe.kind === 'part' ? all(contentOf(kitchen.table, recipe.of), issue) : null;
    const size = (unit: MockUnit): number => (base ? (base.get(unit.code) ?? 0) : world.population.share(unit));
    const weights = communes.map((unit) => size(unit) * localFactor(seed, content, unit.code));
    const sum = weights.reduce((whole, weight) => whole + weight, 0) || 1;
    let passed = 0;
    return new Map(communes.map((unit, at) => {
      // By steps of the running sum: what is rounded away here is given there, and the whole stays the whole.
      const before = rounded((total * passed) / sum, content);
      passed += weights[at] ?? 0;
      const value = rounded(rounded((total * passed) / sum, content) - before, content);
      // A part is never more than what it is a part of.
      return [unit.code, base ? Math.min(value, size(unit)) : value];
    }));
  }
  return (content, issue, unit) => all(content, issue).get(unit) ?? null;
}

const rounded = (value: number, { decimals }: RecipeContent): number => Number(value.toFixed(decimals));

function upwards(era: Era, content: RecipeContent, leaves: Map<string, number>, world: World): ReadonlyMap<string, number> {
  const mean = content.series.kind === 'level';
  const all = new Map(leaves);
  const communes = era.units.filter((unit) => unit.level === 'commune');
  for (const unit of era.units) {
    if (unit.level !== 'district' && unit.level !== 'province') continue;
    const below = unit.level === 'province' ? communes : communes.filter(({ parent }) => parent === unit.code);
    const weight = (each: MockUnit): number => (mean ? world.population.share(each) : 1);
    const sum = below.reduce((whole, each) => whole + (leaves.get(each.code) ?? 0) * weight(each), 0);
    const weights = mean ? below.reduce((whole, each) => whole + weight(each), 0) : 1;
    if (below.length > 0) all.set(unit.code, rounded(sum / (weights || 1), content));
  }
  return all;
}

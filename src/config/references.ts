import type { Dataset, Source } from '@/domain/dataset';
import type { Indicator, Target } from '@/domain/indicator';
import type { MapLayer } from '@/domain/map-layer';
import type { SystemCard } from '@/domain/system-card';
import type { Checked } from './checked';
import { pointerOf, quote } from './config-fault';
import type { Report } from './config-fault';

const byId = <T extends { readonly id: string }>(values: readonly T[]): ReadonlyMap<string, T> => new Map(values.map((value) => [value.id, value]));

/** Seconds after which a dataset is asked again. */
const refreshSeconds = ({ cadence }: Dataset): number => (cadence.kind === 'interval' ? cadence.seconds : cadence.checkSeconds);

/** Datasets whose source exists and can answer before it is asked again. */
export function linkedDatasets(datasets: readonly Checked<Dataset>[], sources: ReadonlyMap<string, Source>, report: Report): ReadonlyMap<string, Dataset> {
  return byId(datasets.flatMap(({ value, entry: { file, path } }) => {
    const source = sources.get(value.source);
    if (!source) {
      report({ code: 'unknown-ref', file, pointer: pointerOf([...path, 'source']), expected: 'a source of the pack', got: quote(value.source) });
      return [];
    }
    const seconds = refreshSeconds(value);
    if (source.deadlineMs > seconds * 1_000) {
      report({ code: 'range', file, pointer: pointerOf([...path, 'cadence']), expected: `≥ deadline of ${source.id}, ${source.deadlineMs} ms`, got: `${seconds * 1_000} ms` });
      return [];
    }
    return [value];
  }));
}

/** Cards whose observations can be asked for, with the province's own targets in place of those of the card. */
export function linkedIndicators(
  cards: readonly Checked<Indicator>[], targets: readonly Checked<{ readonly indicator: string; readonly targets: readonly Target[] }>[],
  datasets: ReadonlyMap<string, Dataset>, report: Report,
): ReadonlyMap<string, Indicator> {
  const own = new Map(targets.map(({ value }) => [value.indicator, value.targets]));
  const known = new Set(cards.map(({ value }) => value.id));
  for (const { value, entry } of targets) {
    if (!known.has(value.indicator)) report({ code: 'unknown-ref', file: entry.file, pointer: pointerOf([...entry.path, 'indicator']), expected: 'an indicator of the pack', got: quote(value.indicator) });
  }
  /** What others tell of the same indicator, where it can be asked for. */
  const others = ({ alsoFrom }: Indicator, file: string, path: readonly PropertyKey[]): Pick<Indicator, 'alsoFrom'> => alsoFrom === undefined ? {} : {
    alsoFrom: alsoFrom.filter(({ dataset }, index) => {
      if (datasets.get(dataset)?.shape === 'cube') return true;
      report({ code: 'unknown-ref', file, pointer: pointerOf([...path, 'alsoFrom', index, 'dataset']), expected: 'a dataset of shape cube', got: quote(dataset) });
      return false;
    }),
  };
  return byId(cards.flatMap(({ value, entry: { file, path } }) => {
    const dataset = datasets.get(value.dataset);
    if (dataset?.shape === 'cube') return [{ ...value, targets: own.get(value.id) ?? value.targets, ...others(value, file, path) }];
    const [code, expected] = dataset ? (['contradiction', 'a dataset of shape cube'] as const) : (['unknown-ref', 'a dataset of the pack'] as const);
    report({ code, file, pointer: pointerOf([...path, 'dataset']), expected, got: quote(value.dataset) });
    return [];
  }));
}

/** Systems whose measure can be asked for; a dataset that is not there is named and left out of the card. */
export function linkedSystems(cards: readonly Checked<SystemCard>[], datasets: ReadonlyMap<string, Dataset>, report: Report): ReadonlyMap<string, SystemCard> {
  return byId(cards.flatMap(({ value, entry: { file, path } }) => {
    const unknown = (pointer: readonly PropertyKey[], got: string): void =>
      report({ code: 'unknown-ref', file, pointer: pointerOf([...path, ...pointer]), expected: 'a dataset of the pack', got: quote(got) });
    if (!datasets.has(value.measure.dataset)) {
      unknown(['measure', 'dataset'], value.measure.dataset);
      return [];
    }
    value.datasets.forEach((id, index) => datasets.has(id) || unknown(['datasets', index], id));
    return [{ ...value, datasets: value.datasets.filter((id) => datasets.has(id)) }];
  }));
}

/** Map layers whose source is there. */
export function linkedLayers(layers: readonly Checked<MapLayer>[], sources: ReadonlyMap<string, Source>, report: Report): ReadonlyMap<string, MapLayer> {
  return byId(layers.flatMap(({ value, entry: { file, path } }) => {
    if (sources.has(value.source)) return [value];
    report({ code: 'unknown-ref', file, pointer: pointerOf([...path, 'source']), expected: 'a source of the pack', got: quote(value.source) });
    return [];
  }));
}

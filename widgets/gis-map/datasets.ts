import { periodText } from '@/domain/period/text';
import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { GisMapOptions } from './options';

/** Figures of the scope's period, shapes of the units, and points where wanted. Shapes never change with the scope. */
export function datasets({ options, scope, province }: DatasetsInput<GisMapOptions>): Slots {
  const ask = (id: string | undefined): Slots[string] | null => {
    const dataset = id === undefined ? undefined : province.datasets.get(id);
    const takesPeriod = dataset?.parameters.some((parameter) => parameter.name === 'period');
    return dataset ? { dataset: dataset.id, params: takesPeriod ? { period: periodText(scope.period) } : {} } : null;
  };
  const figures = ask(options.dataset);
  const areas = ask(province.map.areasDataset);
  const points = ask(options.pointsDataset);
  return { ...(figures ? { figures } : {}), ...(areas ? { areas } : {}), ...(points ? { points } : {}) };
}

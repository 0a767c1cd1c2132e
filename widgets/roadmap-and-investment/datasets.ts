import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { RoadmapOptions } from './options';

/** The programme is the province's own list: it follows neither the unit nor the period of the page. */
export function datasets({ options }: DatasetsInput<RoadmapOptions>): Slots {
  const tasks = { dataset: 'roadmap-tasks', params: {} };
  return options.view === 'summary' ? { tasks, budget: { dataset: 'roadmap-budget', params: {} } } : { tasks };
}

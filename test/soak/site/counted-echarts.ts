/** Stands in for `echarts/core` in the page of the soak: every instance is counted from its making to its disposal. */
import { init as begin } from 'echarts/core';
import type { EChartsType } from 'echarts/core';
import { live } from './live';

export * from 'echarts/core';

export function init(...args: Parameters<typeof begin>): EChartsType {
  const chart = begin(...args);
  const dispose = chart.dispose.bind(chart);
  live.charts += 1;
  chart.dispose = () => {
    if (!chart.isDisposed()) live.charts -= 1;
    dispose();
  };
  return chart;
}

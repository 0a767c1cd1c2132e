import { BarChart, LineChart } from 'echarts/charts';
import { init, use } from 'echarts/core';
import type { EChartsType } from 'echarts/core';
import type { EChartsOption } from 'echarts';
// The grid alone: the full component brings the axis pointer (7 kB compressed), whose work our own tooltip does.
import { install as Grid } from 'echarts/lib/component/grid/installSimple.js';
import { CanvasRenderer } from 'echarts/renderers';
import type { ChartSize } from './layout';

use([LineChart, BarChart, Grid, CanvasRenderer]);

/** One ECharts instance on one element, for as long as that element lives. */
export interface Chart {
  draw(option: EChartsOption, size: ChartSize): void;
  dispose(): void;
}

/** Series come and go; grids and axes are always the same pairs with every property given, so they are merged in place. */
const REPLACED = ['series'];

export function createChart(element: HTMLElement, size: ChartSize): Chart {
  let ratio = globalThis.devicePixelRatio;
  let drawn = size;
  const start = (at: ChartSize): EChartsType => init(element, null, { renderer: 'canvas', width: at.width, height: at.height, devicePixelRatio: ratio });
  let chart = start(size);
  return {
    draw(option, at) {
      if (ratio !== globalThis.devicePixelRatio) {
        // Browser zoom, or a window dragged to another screen: the canvas is made anew, sharp.
        ratio = globalThis.devicePixelRatio;
        chart.dispose();
        chart = start(at);
      } else if (at.width !== drawn.width || at.height !== drawn.height) {
        chart.resize({ width: at.width, height: at.height, silent: true });
      }
      drawn = at;
      chart.setOption(option, { replaceMerge: REPLACED, silent: true });
    },
    dispose: () => chart.dispose(),
  };
}

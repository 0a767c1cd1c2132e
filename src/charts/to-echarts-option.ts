import type { EChartsOption } from 'echarts';
import { layoutBars } from './bars-layout';
import { barsOption } from './bars-option';
import type { Box, ChartSize } from './layout';
import type { ChartSpec } from './spec';
import type { ChartTheme } from './theme';
import { layoutTrend } from './trend-layout';
import { trendOption } from './trend-option';

/** A chart ready to draw, and what a pointer over it needs to know. */
export interface ChartDrawing {
  readonly option: EChartsOption;
  readonly plot: Box;
  /** Size of one category along its axis, px. */
  readonly band: number;
}

/** Option and places of a chart. Pure; the same in a browser and in a server-side rendering. */
export function drawingOf(spec: ChartSpec, theme: ChartTheme, size: ChartSize): ChartDrawing {
  if (spec.kind === 'trend') {
    const layout = layoutTrend(spec, theme, size);
    return { option: trendOption(spec, theme, size, layout), plot: layout.plot, band: layout.band };
  }
  const layout = layoutBars(spec, theme, size);
  return { option: barsOption(spec, theme, size, layout), plot: layout.plot, band: layout.band };
}

/**
 * ECharts option of a chart at a size (CSS px). Holds no HTML: texts are drawn on the canvas exactly as given,
 * tooltips are ours.
 */
export const toEchartsOption = (spec: ChartSpec, theme: ChartTheme, size: ChartSize): EChartsOption => drawingOf(spec, theme, size).option;

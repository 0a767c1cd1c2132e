import type { LineSeriesOption } from 'echarts/charts';
import type { ChartSize, Note } from './layout';
import type { ChartTheme } from './theme';

/** Grid, axes and series number of the layer of notes: one unit is one px, origin top left. */
export const NOTES = 1;

const off = { show: false } as const;
/** Marks are worked out even for an axis that is not shown: this one has none. */
const hiddenAxis = { type: 'value', show: false, gridIndex: NOTES, min: 0, axisLabel: off, axisLine: off, axisTick: off, splitLine: off } as const;

/** A second, invisible pair of axes over the whole canvas. */
export const notesAxes = (size: ChartSize) => ({
  grid: { left: 0, top: 0, width: size.width, height: size.height, outerBoundsMode: 'none' as const },
  xAxis: { ...hiddenAxis, max: size.width, interval: size.width },
  yAxis: { ...hiddenAxis, max: size.height, interval: size.height, inverse: true },
});

/** Swatches as the series they stand for: a line, three dashes, a thin mark, a block. Heights are shares of the width. */
const SHAPES = {
  line: { symbol: 'rect', height: 0.13 },
  dashes: { symbol: 'path://M0 0h5v2h-5zM7 0h5v2h-5zM14 0h5v2h-5z', height: 0.11 },
  thin: { symbol: 'rect', height: 0.06 },
  block: { symbol: 'roundRect', height: 0.55 },
} as const;
const PLACE = { left: 'right', right: 'left', center: 'inside' } as const;

/** Draws the notes: every text is printed as it is, no template and no markup is read in it. */
export function notesSeries(notes: readonly Note[], theme: ChartTheme): LineSeriesOption {
  return {
    type: 'line', id: 'notes', xAxisIndex: NOTES, yAxisIndex: NOTES, silent: true, clip: false, z: 5,
    showAllSymbol: true, lineStyle: { width: 0, opacity: 0 },
    data: notes.map((note) => note.kind === 'text'
      ? {
          value: [note.x, note.y], symbol: 'circle', symbolSize: 0,
          label: {
            show: true, position: PLACE[note.align], distance: 0, color: note.colour,
            fontFamily: theme.font, fontSize: note.px, fontWeight: note.bold ? 600 : 400, formatter: () => note.text,
          },
        }
      : {
          value: [note.x, note.y], symbol: SHAPES[note.shape].symbol, symbolSize: [note.px, Math.max(1, note.px * SHAPES[note.shape].height)],
          itemStyle: { color: note.colour },
        }),
  };
}

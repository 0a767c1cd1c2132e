import type { Scale } from './nice-scale';
import type { ChartTheme } from './theme';

const text = (theme: ChartTheme) => ({ color: theme.soft, fontFamily: theme.font, fontSize: theme.px });

/** A value axis with our own marks and words; quiet lines across, no line along. */
export const valueAxis = (scale: Scale, tickTexts: readonly string[], theme: ChartTheme, show: boolean, inverse: boolean) => ({
  type: 'value' as const, inverse, min: scale.min, max: scale.max, interval: scale.step,
  axisLine: { show: false }, axisTick: { show: false },
  splitLine: { show, lineStyle: { color: theme.line, width: 1 } },
  axisLabel: {
    ...text(theme), show, margin: theme.px * 0.6, hideOverlap: false,
    formatter: (value: number) => tickTexts[Math.round((value - scale.min) / scale.step)] ?? '',
  },
});

/** A category axis whose words are already thinned and wrapped: every one given is drawn as it is. */
export const categoryAxis = (labels: readonly string[], theme: ChartTheme, upright: boolean) => ({
  type: 'category' as const, inverse: upright, boundaryGap: true, data: [...labels],
  axisTick: { show: false }, axisLine: { show: !upright, onZero: false, lineStyle: { color: theme.line, width: 1 } },
  axisLabel: { ...text(theme), interval: (index: number) => labels[index] !== '', hideOverlap: false, lineHeight: theme.px * 1.3, margin: theme.px * (upright ? 0.6 : 0.4) },
});

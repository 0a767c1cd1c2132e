/** The one part of ECharts taken from below its public face; it has no types of its own there. */
declare module 'echarts/lib/component/grid/installSimple.js' {
  import type { GridComponent } from 'echarts/components';
  export const install: typeof GridComponent;
}

/**
 * The physical limit for a page of our kind: bare ECharts ×12 and Leaflet with 250 polygons from one JSON, no framework, no cache,
 * no states, no text. What a real dashboard adds is measured against this, in the same run, from the same server.
 */
import './policy';
import 'leaflet/dist/leaflet.css';
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { canvas, map, polygon } from 'leaflet';
import type { LimitChart, LimitData } from '../limit-data';

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const grid = document.getElementById('grid') ?? document.body;
function cell(className = ''): HTMLDivElement {
  const box = document.createElement('div');
  box.className = className;
  grid.append(box);
  return box;
}

function draw(chart: LimitChart): Promise<void> {
  const drawn = init(cell());
  return new Promise((done) => {
    drawn.on('finished', () => done());
    const common = { animation: false, legend: {}, tooltip: { renderMode: 'richText' as const } };
    if (chart.kind === 'pie') drawn.setOption({ ...common, series: [{ type: 'pie', radius: ['40%', '65%'], data: chart.slices }] });
    else {
      drawn.setOption({
        ...common,
        xAxis: { type: 'category', data: chart.categories },
        yAxis: {},
        series: chart.series.map(({ name, data }) => ({ type: chart.kind, name, data })),
      });
    }
  });
}

function drawMap(areas: LimitData['areas']): void {
  const view = map(cell('map'), { renderer: canvas(), preferCanvas: true, attributionControl: false, zoomControl: false, fadeAnimation: false, zoomAnimation: false }).setView([19.2, 104.9], 8);
  for (const { rings, value } of areas) polygon(rings, { weight: 0.5, color: '#fff', fillOpacity: 0.9, fillColor: `hsl(170 30% ${90 - value * 50}%)` }).addTo(view);
}

const data = (await (await fetch('./data.json')).json()) as LimitData;
drawMap(data.areas);
await Promise.all(data.charts.map(draw));
// One presented frame after the last stroke: the callback runs before the frame, the message after it.
requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { document.documentElement.dataset['ready'] = 'true'; };
  port2.postMessage(null);
});

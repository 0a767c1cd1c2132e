import { readOptions } from './options';
import { faultsOf } from './slope';
import { serveSoak } from './soak-site';
import { runSoak } from './soak';

/** `npm run soak`: every widget type, refreshed and rotated for as long as a wall hangs; fails where the page becomes heavier by it. */
const options = readOptions(process.argv.slice(2));
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const site = await serveSoak();
try {
  say(`${options.cycles} cycles, the first ${options.warmUp} not counted${options.leaky ? ', with a leaky widget' : ''}${options.plainCode ? '' : ', code as the engine makes it'}`);
  const began = performance.now();
  const { verdict, widgets } = await runSoak(site.url, options, say);
  const faults = faultsOf(verdict);
  say(`${widgets.length} widget types, ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  for (const fault of faults) say(`✗ ${fault}`);
  if (!options.json) say(`heap ${verdict.slopeBytesPerCycle} B for each cycle, ${verdict.growthPct} %; nodes ${verdict.nodesPct} %, listeners ${verdict.listenersPct} %; left ${verdict.liveCharts} charts, ${verdict.liveMaps} maps`);
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  await site.close();
}

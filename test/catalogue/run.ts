import { parseArgs } from 'node:util';
import type { Province } from '@/config/province';
import { toInstant } from '@/domain/time';
import { createFormat } from '@/format/create-format';
import { ROOT } from '../../server/build/build';
import { readPack } from '../../server/operate/province-in-force';
import { askMeasures, figureText, resultOf, type Asked, type AskMeasure } from './ask-measures';
import { openHouse } from './house';
import { portalAt } from './over-http';

/**
 * `npm run catalogue [-- --json] [--url http://localhost:8080] [--province nghe-an]`: every system of the catalogue is asked for its
 * measure. Exit code 0 where each answered, 1 where one did not, 2 where it was called wrongly.
 */
const format = createFormat('vi');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

function row({ card, protocol, reading, asOf, ms, missing }: Asked): string {
  const value = missing === null && reading ? figureText(reading) : `✗ ${missing ?? ''}`;
  return [card.id.padEnd(36), protocol.padEnd(13), `${String(ms).padStart(5)} ms`, asOf === null ? '—'.padEnd(16) : format.dateTime(asOf), `${card.name.vi} · ${card.measure.name.vi}: ${value}`].join('  ');
}

/** Only the pack: the portal that runs asks for itself. */
async function provinceOf(id: string): Promise<Province> {
  const { pack } = await readPack(`${ROOT}/public/provinces`, id);
  if (pack === null) throw new Error(`không đọc được gói ${id} / the pack of ${id} cannot be read`);
  return pack.province;
}

async function asked(province: Province, ask: AskMeasure, json: boolean): Promise<number> {
  const begun = performance.now();
  const all = await askMeasures(province, ask, toInstant(Date.now()));
  const result = resultOf(all);
  for (const one of all) say(row(one));
  const protocols = [...new Set(all.filter(({ missing }) => missing === null).map(({ protocol }) => protocol))].sort();
  say(`\n${result.measured}/${result.systems} hệ thống có số liệu / systems measured · ${Math.round(performance.now() - begun)} ms · ${protocols.join(', ')}`);
  if (json) say(JSON.stringify(result));
  return result.missing.length === 0 && result.systems > 0 ? 0 : 1;
}

async function run(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, url: { type: 'string' }, province: { type: 'string', default: 'nghe-an' } } });
  if (values.url !== undefined) return asked(await provinceOf(values.province), await portalAt(values.url), values.json);
  const house = await openHouse(values.province);
  try {
    return await asked(house.province, house.ask, values.json);
  } finally {
    await house.close();
  }
}

await run().then((code) => process.exit(code), (fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(2);
});

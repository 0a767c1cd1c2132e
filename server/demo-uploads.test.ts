import { expect, it } from 'vitest';
import { lastDay } from '@/domain/period/period';
import { parsePeriod } from '@/domain/period/text';
import { bodyOf, demoFiles } from '../mock/uploads/demo-files';
import { createWorld } from '../mock/world';
import { checkPack } from './packs/check-pack';
import { runReading } from './uploads/reading/reading-job';
import { listsOf } from './uploads/template';
import { unitsOf } from './uploads/who-may-load';
import { fileFormOf } from '@/federation/tables/file-form';

const NOW = Date.parse('2026-11-21T08:00:00+07:00');

it.each(['2026-03-02', '2026-07-15', '2026-12-31'])('on %s, too, losses of the running month are there', (day) => {
  const now = Date.parse(`${day}T08:00:00+07:00`);
  const files = demoFiles(createWorld({ province: 'nghe-an', seed: 1, now }), now);
  expect(files.filter(({ dataset, period, rows }) => dataset === 'commune-economy-monthly' && period === `calendar:${day.slice(0, 7)}` && rows.some((row) => typeof row[4] === 'number')).length).toBeGreaterThan(8);
  expect(files.flatMap(({ head, rows }) => (head.length > 0 ? [] : rows.map((row) => String(row[3])))).every((reported) => reported <= day)).toBe(true);
});

it.each(['nghe-an', 'ninh-binh'])('one file of every kind that units of %s send is taken as a person’s would be', async (id) => {
  const { province } = await checkPack('public/provinces', id);
  const files = demoFiles(createWorld({ province: id, seed: 1, now: NOW }), NOW);
  const datasets = [...(province?.datasets.values() ?? [])].filter(({ connector }) => connector === 'table-file');
  const read = datasets.map((dataset) => {
    const file = files.find((each) => each.dataset === dataset.id && each.rows.length > 0);
    const period = parsePeriod(file?.period ?? '');
    if (!file || !period.ok || !province) return [dataset.id, 'no file'];
    const [form, day] = [fileFormOf(dataset), lastDay(period.value)];
    const outcome = runReading({ bytes: Buffer.from(bodyOf(file)), dataset, context: { numbers: undefined, unit: file.unit, periodText: file.period, chosen: [], units: [file.unit], known: unitsOf(province.units.treeAt(day), form.level).map(({ code }) => code), lists: listsOf(form, province.codeLists, day), day } });
    return [dataset.id, outcome.ok ? outcome.table.faults : outcome.code];
  });
  expect(read).toEqual(datasets.map((dataset) => [dataset.id, []]));
  expect(files.filter(({ dataset }) => dataset === 'commune-hazards').length).toBeGreaterThan(5);
  // In a storm some report at once: the running month has losses to show, and only of those.
  const running = files.filter(({ period }) => period === 'calendar:2026-11');
  const losses = running.filter(({ dataset, rows }) => dataset === 'commune-economy-monthly' && rows.some((row) => typeof row[4] === 'number'));
  expect(losses.length).toBeGreaterThan(8);
  expect(losses.length).toBeLessThan(files.filter(({ dataset, period }) => dataset === 'commune-economy-monthly' && period === 'calendar:2026-10').length / 2);
  expect(new Set(running.map(({ dataset }) => dataset))).toEqual(new Set(['commune-economy-monthly', 'commune-hazards']));
  expect(files.every(({ sentAt }) => sentAt <= NOW)).toBe(true);
  // Lists that columns name are lists of the pack.
  expect(datasets.flatMap((dataset) => fileFormOf(dataset).columns.flatMap(({ list }) => (list !== undefined && !province?.codeLists.some((each) => each.id === list) ? [list] : [])))).toEqual([]);
}, 30_000);

import { jsonReply, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { demoFiles, type DemoFile } from './demo-files';

/**
 * The files of the mock province for a page without a gateway, in the form in which a gateway tells those it holds. A gateway never asks
 * here: it loads the files and keeps them.
 */
export function createFiles(world: World): SourceSystem {
  let known: { readonly day: number; readonly files: readonly DemoFile[] } | null = null;
  const filesAt = (now: number): readonly DemoFile[] => {
    const day = Math.floor(now / 86_400_000);
    if (known?.day !== day) known = { day, files: demoFiles(world, now) };
    return known.files;
  };
  return {
    id: 'files',
    title: { vi: 'Tệp số liệu các đơn vị đã gửi', en: 'Files that units have sent' },
    endpoints: [['GET', '/{tập số liệu}', 'các dòng số liệu đã gửi, theo đơn vị và kỳ']],
    tickMs: 60_000,
    places: { rename: ['rows', 'cacDong'], numbers: [], rows: ['rows'], events: [] },
    answer({ path, query, now }) {
      const dataset = path.slice(1);
      const all = filesAt(now).filter((file) => file.dataset === dataset);
      if (all.length === 0) return jsonReply({ error: 'unknown' }, 404);
      const [period, units] = [query.get('period'), new Set(query.getAll('units'))];
      const [from, to] = [query.get('from'), query.get('to')];
      const told = all.filter((file) => (period === null || file.period === period) && (from === null || file.period >= from) && (to === null || file.period <= to) && (units.size === 0 || units.has(file.unit)));
      const newest = told.map((file) => file.period).sort().at(-1);
      const expected = (dataset.startsWith('department') ? world.units.departments : world.units.communes).map(({ code }) => code).filter((code) => units.size === 0 || units.has(code));
      const sent = new Set(told.filter((file) => file.period === newest).map(({ unit }) => unit));
      return jsonReply({
        asOf: Math.max(0, ...told.map(({ sentAt }) => sentAt)) || null, expected: expected.length, present: expected.filter((code) => sent.has(code)).length, units: expected,
        version: null, rows: told.flatMap((file) => file.rows.map((row) => [file.unit, file.period, ...row])),
      });
    },
  };
}

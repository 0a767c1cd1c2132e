import { createHash, randomUUID } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { lastDay } from '@/domain/period/period';
import { parsePeriod } from '@/domain/period/text';
import { fileFormOf } from '@/federation/tables/file-form';
import { bodyOf, demoFiles, type DemoFile } from '../mock/uploads/demo-files';
import { createWorld } from '../mock/world';
import type { Core } from './core';
import type { Uploads } from './uploads/create-uploads';
import { runReading } from './uploads/reading/reading-job';
import { listsOf } from './uploads/template';
import { isFirstLoaded, type NewUpload } from './uploads/upload-rows';
import { unitsOf } from './uploads/who-may-load';

/** Files read before others get a turn. */
const AT_ONCE = 40;
const SEED = 1;

/**
 * What units of the demonstration have sent: read and checked as a person's file is, and loaded at the first start alone. A file that
 * would not be taken from a person is not taken here: it is logged and left out. Answers how many were loaded.
 */
export async function loadDemoUploads(core: Pick<Core, 'store' | 'province' | 'clock' | 'log'>, uploads: Pick<Uploads, 'loadFirst'>): Promise<number> {
  if (await isFirstLoaded(core.store.db)) return 0;
  const { id } = core.province.current();
  const files: NewUpload[] = [];
  for (const [at, file] of demoFiles(createWorld({ province: id, seed: SEED, now: core.clock() }), core.clock()).entries()) {
    const upload = uploadOf(core, file);
    if (upload) files.push(upload);
    if (at % AT_ONCE === 0) await breath();
  }
  return uploads.loadFirst(files);
}

function uploadOf({ province, log }: Pick<Core, 'province' | 'log'>, file: DemoFile): NewUpload | null {
  const { datasets, units, codeLists } = province.current();
  const dataset = datasets.get(file.dataset);
  const period = parsePeriod(file.period);
  if (!dataset || !period.ok) return null;
  const [form, day] = [fileFormOf(dataset), lastDay(period.value)];
  const known = unitsOf(units.treeAt(day), form.level).map(({ code }) => code);
  const bytes = Buffer.from(bodyOf(file));
  const read = runReading({ bytes, dataset, context: { numbers: undefined, unit: file.unit, periodText: file.period, chosen: [], units: [file.unit], known, lists: listsOf(form, codeLists, day), day } });
  if (!read.ok || read.table.faultCount > 0 || !known.includes(file.unit)) {
    log.warn({ dataset: file.dataset, unit: file.unit, fault: read.ok ? read.table.faults[0]?.code : read.code }, 'a file of the demonstration was not taken');
    return null;
  }
  return {
    id: randomUUID(), dataset: file.dataset, unit: file.unit, period: file.period, fileName: file.name, size: bytes.length, content: bytes.toString('base64'),
    sha256: createHash('sha256').update(bytes).digest('hex'), rows: JSON.stringify(read.table.rows), totals: JSON.stringify(read.table.totals), rowCount: read.table.rowCount,
    by: null, at: new Date(file.sentAt),
  };
}

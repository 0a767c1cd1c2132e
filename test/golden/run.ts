import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { differentNames, DOCUMENTS, filesOf, writeGolden } from './kept';
import { makeGolden } from './made';

const { values: flags } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const say = (text: string): boolean => process.stdout.write(`${text}\n`);

/** `npm run golden`: the golden documents made anew beside those that are kept. `--write`: keeps the new ones; what changed is in `git diff`. */
const files = filesOf(await makeGolden());
if (flags.write) {
  writeGolden(DOCUMENTS, files);
  say(`${files.size} tệp đã ghi / files written: ${DOCUMENTS}`);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  writeGolden(folder, files);
  const { status } = spawnSync('git', ['--no-pager', 'diff', '--no-index', '--word-diff=plain', '--unified=0', DOCUMENTS, folder], { stdio: 'inherit' });
  rmSync(folder, { recursive: true });
  say(status === 0 && differentNames(files).length === 0 ? 'Không có gì khác. / Nothing differs.' : 'Khác: xem trên; giữ bản mới bằng: npm run golden -- --write / Differs: see above; keep the new ones: npm run golden -- --write');
  process.exitCode = status ?? 1;
}

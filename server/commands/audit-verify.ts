import { parseArgs } from 'node:util';
import { anchorFile, readAnchors } from '../audit/anchors';
import { readExport } from '../audit/read-export';
import { verifyStore } from '../audit/read-trail';
import { verifyTrail, type TrailFaultKind, type TrailReport } from '../audit/verify-trail';
import { withStoreAlone } from '../store/open-alone';
import type { Command, CommandIo } from './command';
import { pathOf, storeOf, wrongCall } from './store-of';

const FORM = 'audit-verify [--anchors <file>] [--file <export.jsonl>]';

const SAID: Readonly<Record<TrailFaultKind, string>> = {
  changed: 'nội dung đã bị sửa / was changed',
  unlinked: 'không nối tiếp mục trước / does not continue the one before',
  missing: 'thiếu mục trước đó / entries before it are missing',
  'out-of-order': 'sai thứ tự / is out of order',
  uncounted: 'bảng có số mục khác chuỗi / the table and the chain differ in number',
  truncated: 'mốc neo trỏ tới mục không còn / an anchor names it and it is gone',
  rewritten: 'khác với mốc neo / differs from its anchor',
  'anchors-damaged': 'tệp mốc neo bị hỏng / the anchors are damaged',
};

/** Follows the chain of the audit trail and compares it with its anchors. */
export const auditVerifyCommand: Command = {
  name: 'audit-verify',
  usage: {
    form: '[--anchors <file>] [--file <export.jsonl>]',
    vi: 'Kiểm tra chuỗi nhật ký kiểm toán: sửa, xoá, chèn, đảo thứ tự, cắt bớt. Kho nhúng: chạy khi cổng đã dừng, hoặc kiểm tra tệp đã xuất.',
    en: 'Verifies the audit trail: edited, deleted, inserted, reordered, cut off. Embedded store: while the gateway is stopped, or on an export.',
  },
  run: async (args, io) => {
    const options = optionsOf(args);
    if (options === null) return wrongCall(io, FORM);
    const settings = storeOf(io);
    if (settings === null) return 1;
    const anchors = await readAnchors(options.anchors === undefined ? anchorFile(settings.dataDir) : pathOf(io, options.anchors), { mustBe: options.anchors !== undefined });
    const report = options.file === undefined
      ? await withStoreAlone({ ...settings, clock: io.clock, create: false }, (db) => verifyStore({ db }, anchors))
      : await verifyTrail(readExport(pathOf(io, options.file)), anchors);
    tell(io, report);
    return report.ok ? 0 : 1;
  },
};

function optionsOf(args: readonly string[]): { readonly anchors?: string | undefined; readonly file?: string | undefined } | null {
  try {
    return parseArgs({ args: [...args], options: { anchors: { type: 'string' }, file: { type: 'string' } } }).values;
  } catch {
    return null;
  }
}

function tell(io: CommandIo, { ok, entries, head, anchors, faults, faultCount }: TrailReport): void {
  const end = head === null ? '' : ` · ${head.seq} ${head.hash}`;
  io.say(`${ok ? '✓ Nguyên vẹn / Intact' : '✗ Không nguyên vẹn / Not intact'}: ${entries} mục/entries · ${anchors} mốc neo/anchors${end}`);
  for (const { kind, seq } of faults) io.complain(`  ${seq}: ${SAID[kind]}`);
  if (faultCount > faults.length) io.complain(`  … ${faultCount - faults.length} lỗi nữa / more`);
  if (anchors === 0 && entries > 0) io.complain('  ⚠ Không có mốc neo: không phát hiện được phần cuối bị cắt. / Without anchors a cut-off end does not show.');
}

import { ARCHIVE_PATH } from '../mock/archive/archive';
import type { DestinationPlan } from './reports/delivery/destination';
import { REPORT_FORMATS } from './reports/formats';

const MEGABYTE = 1_048_576;

/** Where reports of the demonstration go: the archive of the mock province, by its folder, and by its webhook where its secret is known. */
export function demoDestinations(mockUrl: string, secret: string | null): ReadonlyMap<string, DestinationPlan> {
  const archive = new URL(`.${ARCHIVE_PATH}`, mockUrl);
  const common = { units: '*', formats: REPORT_FORMATS, maxClass: 'internal', internal: true, addresses: [], headers: {}, maxBytes: 50 * MEGABYTE, attemptMs: 30_000 } as const;
  const folder: DestinationPlan = { ...common, id: 'kho-van-ban', kind: 'folder', title: { vi: 'Kho văn bản của tỉnh mẫu', en: 'Archive of the mock province' }, base: archive, move: true, drafts: false, secrets: [] };
  if (secret === null) return new Map([[folder.id, folder]]);
  const webhook: DestinationPlan = {
    ...common, id: 'he-thong-tiep-nhan', kind: 'webhook', title: { vi: 'Hệ thống tiếp nhận (nhận cả dự thảo)', en: 'Receiving system (takes drafts too)' }, base: new URL('tiep-nhan', archive), form: 'multipart', drafts: true, secret, secrets: [secret],
  };
  return new Map<string, DestinationPlan>([[folder.id, folder], [webhook.id, webhook]]);
}

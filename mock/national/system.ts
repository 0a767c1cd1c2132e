import { APPLICATIONS, measuresOf } from '../applications/figures';
import { parseDay, zonedText } from '../clock';
import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';

const FIGURES = /^\/ndxp\/v1\/([a-z0-9-]+)\/figures$/;
const MOST_DAYS = 800;

const envelope = (code: string, message: string, data: object | null): MockReply => jsonReply({ responseCode: code, responseMessage: message, sample: true, data });

function answer(world: World, { path, query, now }: MockRequest): MockReply {
  const [, id = ''] = FIGURES.exec(path) ?? [];
  const application = APPLICATIONS.get(id);
  if (!application) return envelope('04', 'Dịch vụ không tồn tại', null);
  const [from, to] = [parseDay(query.get('fromDate')), parseDay(query.get('toDate'))];
  if (from === undefined || to === undefined || to < from || to - from > MOST_DAYS) return envelope('11', 'Sai fromDate, toDate', null);
  const rows = measuresOf(world, application, from, to, query.get('by') === 'month' ? 'month' : 'day', now);
  return envelope('00', 'Thành công', { service: id, timestamp: zonedText(now), totalRecords: rows.length, records: rows.map(({ period, code, name, unit, decimals, value, final }) => ({ period, indicator: code, indicatorName: name, unit, decimals, value, status: final ? 'OFFICIAL' : 'PROVISIONAL' })) });
}

/** Services of the national data exchange platform: an envelope with a code of its own, and slower than anything of the province. */
export function createNationalPlatform(world: World): SourceSystem {
  return {
    id: 'national-platform',
    title: { vi: 'Nền tảng tích hợp, chia sẻ dữ liệu quốc gia (NDXP)', en: 'National data exchange platform (NDXP)' },
    endpoints: [['GET', '/ndxp/v1/<id>/figures?fromDate&toDate&by=day|month', 'số liệu của một dịch vụ']],
    tickMs: 300_000,
    delayMs: 350,
    places: { rename: ['records', 'items'], numbers: ['value'], rows: ['records'], events: [] },
    answer: (request) => answer(world, request),
  };
}

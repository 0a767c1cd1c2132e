import { dateText, dayAt, startOf, zonedText } from '../clock';
import { between, noise } from '../random';
import type { MockReply, MockRequest, SourceSystem } from '../http/system';
import type { World } from '../world';

/** Streams that the store takes in: events of a working day at the beginning, in thousands, and how they grow a year. */
const STREAMS: Readonly<Record<string, readonly [thousands: number, growth: number]>> = {
  'big-data': [41_800, 0.35], 'phan-tich-thong-ke': [36, 0.25], 'nen-tang-tong-hop-phan-tich-du-lieu': [74, 0.3], 'nen-tang-bi': [22, 0.2],
};
const STATEMENT = /^select ngay, su_kien, dung_luong_gb, cap_nhat from nhat_ky_nap where he_thong = \{he_thong:Nullable\(String\)\} order by ngay$/;
const DAYS = 14;

const failure = (code: number, words: string): MockReply => ({ status: 500, type: 'text/plain; charset=utf-8', body: `Code: ${code}. DB::Exception: ${words} (version 24.3.1.1)` });

function answer({ seed, calendar }: World, { method, query, body, now }: MockRequest): MockReply {
  if (method !== 'POST' || !STATEMENT.test(body.trim())) return failure(62, 'Syntax error');
  const system = query.get('param_he_thong') ?? '';
  const stream = STREAMS[system];
  const days = stream ? Array.from({ length: DAYS }, (_, at) => dayAt(now) - DAYS + at) : [];
  const data = days.map((day) => {
    const [thousands = 0, growth = 0] = stream ?? [];
    const events = Math.round(thousands * 1_000 * (1 + growth * ((day - 20_089) / 365)) * (calendar.isWorking(day) ? 1 : 0.35) * (1 + 0.06 * noise(seed, 'stream', system, day)));
    return [dateText(day), String(events), Math.round((events / 1e6) * between(0.7, 0.9, seed, 'size', system) * 100) / 100, zonedText(startOf(day + 1) + 20 * 60_000).slice(0, 19).replace('T', ' ')];
  });
  const meta = [['ngay', 'Date'], ['su_kien', 'UInt64'], ['dung_luong_gb', 'Float64'], ['cap_nhat', "DateTime('Asia/Ho_Chi_Minh')"]].map(([name, type]) => ({ name, type }));
  return { status: 200, type: 'application/json; charset=UTF-8', body: JSON.stringify({ meta, data, rows: data.length }) };
}

/**
 * The analytical store of the province, as ClickHouse answers over HTTP (JSONCompact, parameters beside the statement). It knows the one
 * statement of the pack and refuses any other.
 */
export function createAnalytics(world: World): SourceSystem {
  return {
    id: 'analytics',
    title: { vi: 'Kho phân tích của tỉnh (ClickHouse)', en: 'Analytical store of the province (ClickHouse)' },
    endpoints: [['POST', '/', 'nhật ký nạp dữ liệu của một hệ thống, 14 ngày']],
    tickMs: 300_000,
    places: { rename: ['data', 'rows_data'], numbers: [], rows: ['data'], events: [] },
    answer: (request) => answer(world, request),
  };
}

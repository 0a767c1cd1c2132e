import { zonedText } from '../clock';
import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import { noise } from '../random';
import type { World } from '../world';

const PATH = '/api/v1/bo-chi-so-766';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Scores are made in one night for the whole country, and stand at six in the morning. */
const MADE_AT_MS = 6 * HOUR_MS - 7 * HOUR_MS;
const STATUS: Readonly<Record<string, string>> = { DA_CHOT: 'CLOSED', TAM_TINH: 'RUNNING', CHUA_DEN_KY: 'NOT_YET', KHONG_CO_SO_LIEU: 'NONE' };
const ROWS = { code: 'ma', score: 'diem' } as const;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Six in the morning of the day before the one that runs. */
const madeBefore = (now: number): number => Math.floor((now - MADE_AT_MS) / DAY_MS) * DAY_MS + MADE_AT_MS - DAY_MS;

/**
 * The national portal's own index 766: what the province synchronised by yesterday, counted its way. Dossiers that came late or twice make it
 * differ by some tenths of a point, always the same for a unit and period.
 */
export function createNationalPortal(world: World, oneStop: SourceSystem): SourceSystem {
  function scores({ query, now }: MockRequest): MockReply {
    const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
    const madeAt = madeBefore(now);
    const reply = oneStop.answer({ method: 'GET', path: '/api/bo-chi-so-766/tong-diem', query: new URLSearchParams({ tuNgay: from, denNgay: to }), body: '', now: madeAt });
    const body: unknown = reply.status === 200 ? JSON.parse(reply.body) : null;
    if (!isRecord(body) || !Array.isArray(body['hang'])) return jsonReply({ error: 'BAD_PERIOD', sample: true }, 400);
    const agencies = (body['hang'] as unknown[]).filter(isRecord).map((row) => {
      const score = row[ROWS.score];
      const code = String(row[ROWS.code]);
      const off = 0.22 * noise(world.seed, 'national', code, from) - 0.35;
      return { code, score: typeof score === 'number' ? Number(Math.min(100, Math.max(0, score + off)).toFixed(2)) : null };
    });
    return jsonReply({ sample: true, updatedAt: zonedText(madeAt), periodStatus: STATUS[String(body['trangThaiKy'])] ?? 'NONE', agencies });
  }
  return {
    id: 'national-portal',
    title: { vi: 'Cổng Dịch vụ công quốc gia: điểm chỉ số 766', en: 'National public service portal: index 766' },
    endpoints: [['GET', `${PATH}?from&to`, 'tổng điểm 766 theo đơn vị, chậm một ngày']],
    tickMs: HOUR_MS,
    places: { rename: ['agencies', 'items'], numbers: ['score'], rows: ['agencies'], events: [] },
    answer: (request) => (request.path === PATH ? scores(request) : jsonReply({ error: 'NOT_FOUND', sample: true }, 404)),
  };
}

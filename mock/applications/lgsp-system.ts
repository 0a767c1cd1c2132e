import { dateText, dayAt, parseDay, zonedText } from '../clock';
import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { callsOn } from './contact-centre';
import { feedbackOn, petitionsOn } from './feedback';
import { APPLICATIONS, measuresOf } from './figures';

const MOST_DAYS = 800;
const MOST_EACH = 500;
const MEASURES = /^\/v1\/systems\/([a-z0-9-]+)\/measures$/;

const failure = (status: number, code: string, message: string): MockReply => jsonReply({ error: { code, message }, sample: true }, status);

/** Part of a list as the gateway gives it: by number and size, or from a cursor on; both are always told. */
function paged(rows: readonly unknown[], query: URLSearchParams, more: object): MockReply {
  const size = Math.min(MOST_EACH, Math.max(1, Math.trunc(Number(query.get('size') ?? 100)) || 100));
  const cursor = query.get('cursor');
  const from = cursor === null ? (Math.max(1, Math.trunc(Number(query.get('page') ?? 1)) || 1) - 1) * size : Number(Buffer.from(cursor, 'base64url').toString()) || 0;
  const next = from + size < rows.length ? Buffer.from(String(from + size)).toString('base64url') : null;
  return jsonReply({ sample: true, ...more, total: rows.length, size, next, items: rows.slice(from, from + size) });
}

function measures(world: World, id: string, query: URLSearchParams, [from, to]: Days, now: number): MockReply {
  const application = APPLICATIONS.get(id);
  if (!application) return failure(404, 'unknown-system', 'no such system');
  const by = query.get('by') === 'month' ? 'month' : 'day';
  return paged(measuresOf(world, application, from, to, by, now), query, { system: id, asOf: zonedText(now), by });
}

type Days = readonly [from: number, to: number];
const eachOf = ([from, to]: Days): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

function answer(world: World, { path, query, now }: MockRequest): MockReply {
  if (path === '/v1/systems') return paged([...APPLICATIONS.values()].map(({ id, figures }) => ({ id, figures: figures.map(({ code, unit }) => ({ code, unit })) })), query, { asOf: zonedText(now) });
  const from = parseDay(query.get('from'));
  const to = parseDay(query.get('to'));
  const [, system] = MEASURES.exec(path) ?? [];
  const known = system !== undefined || ['/v1/feedback/items', '/v1/feedback/daily', '/v1/contact-centre/daily'].includes(path);
  if (!known) return failure(404, 'not-found', 'no such service');
  if (from === undefined || to === undefined || to < from || to - from > MOST_DAYS) return failure(400, 'bad-period', `from and to must be yyyy-MM-dd, at most ${MOST_DAYS} days apart`);
  const days: Days = [from, to];
  if (system !== undefined) return measures(world, system, query, days, now);
  if (path === '/v1/feedback/items') return paged(eachOf(days).flatMap((day) => petitionsOn(world, day, now)).reverse(), query, { asOf: zonedText(now) });
  const read = path === '/v1/feedback/daily' ? feedbackOn : callsOn;
  return jsonReply({ sample: true, asOf: zonedText(now), days: eachOf(days).map((day) => ({ day: dateText(day), final: day < dayAt(now), ...read(world, day, now) })) });
}

/** Applications of the province behind one gateway: REST with JSON and OAuth 2 (`token-gate.ts`). */
export function createLgspApplications(world: World): SourceSystem {
  return {
    id: 'lgsp-applications',
    title: { vi: 'Ứng dụng của tỉnh qua LGSP (REST, OAuth 2)', en: 'Applications behind the integration platform (REST, OAuth 2)' },
    endpoints: [
      ['GET', '/v1/systems?page&size', 'danh sách hệ thống và chỉ số'],
      ['GET', '/v1/systems/<id>/measures?from&to&by=day|month&page&size&cursor', 'số liệu của một hệ thống'],
      ['GET', '/v1/feedback/items?from&to&page&size', 'phản ánh, kiến nghị'],
      ['GET', '/v1/feedback/daily?from&to', 'phản ánh, kiến nghị theo ngày'],
      ['GET', '/v1/contact-centre/daily?from&to', 'tổng đài theo ngày'],
    ],
    tickMs: 60_000,
    places: { rename: ['items', 'data'], numbers: ['value', 'tiepNhan', 'daTraLoi', 'handled', 'lost', 'transferred'], rows: ['items', 'days'], events: ['items'] },
    answer: (request) => answer(world, request),
  };
}

import { dateText, dayAt, startOf } from '../clock';
import { between, chance, pick } from '../random';
import { systemOwner } from '../province/running-units';
import { SYSTEMS } from '../province/systems';
import type { World } from '../world';

/** One incident, with times as epoch seconds; the two duties are counted from its opening. */
export interface Incident {
  readonly id: string;
  readonly openedAt: number;
  readonly severity: 'critical' | 'high' | 'medium';
  readonly title: string;
  readonly system: string;
  readonly owner: string;
  readonly team: string;
  readonly containedAt: number;
  readonly closedAt: number;
  readonly notifiedAt: number;
  readonly reportedAt: number;
}

const HOUR = 3_600;
/** First notice within 24 hours, report within 72. */
export const NOTIFY_WITHIN = 24 * HOUR;
export const REPORT_WITHIN = 72 * HOUR;
const DAYS_LISTED = 60;

const TITLES = [
  'Mã độc tống tiền trên máy trạm', 'Trang thông tin bị thay đổi nội dung', 'Lộ tài khoản thư điện tử công vụ', 'Tấn công từ chối dịch vụ',
  'Máy chủ bị chiếm quyền điều khiển', 'Rò rỉ dữ liệu cá nhân nghi vấn', 'Lừa đảo giả mạo cơ quan nhà nước', 'Gián đoạn dịch vụ do lỗ hổng bị khai thác',
];
const TEAMS = ['Tổ ứng cứu sự cố', 'Phòng An toàn thông tin', 'Công an tỉnh (PA05)'];

/** Incidents opened on a civil day: one every other day at least, so that some clock is always running. */
function incidentsOn(world: World, day: number): Incident[] {
  const count = (day % 2 === 0 ? 1 : 0) + (chance(world.seed, 'incident more', day) < 0.22 ? 1 : 0);
  return Array.from({ length: count }, (_, at): Incident => {
    const key = [world.seed, 'incident', day, at] as const;
    const openedAt = Math.floor(startOf(day) / 1000 + between(0.5, 23.5, ...key) * HOUR);
    const lot = chance(...key, 'severity');
    const hours = (low: number, high: number, what: string): number => openedAt + Math.round(HOUR * between(low, high, ...key, what));
    const containedAt = hours(3, 42, 'contained');
    return {
      id: `SC-${dateText(day)}-${at + 1}`,
      openedAt, containedAt,
      severity: lot < 0.18 ? 'critical' : lot < 0.6 ? 'high' : 'medium',
      title: pick(TITLES, ...key, 'title'), system: pick(SYSTEMS, ...key, 'system').name,
      owner: systemOwner(world, ...key), team: pick(TEAMS, ...key, 'team'),
      closedAt: Math.max(containedAt + HOUR, hours(50, 200, 'closed')),
      // One in twelve is late.
      notifiedAt: chance(...key, 'late notice') < 0.08 ? hours(24.5, 31, 'notified') : hours(1.5, 22, 'notified'),
      reportedAt: chance(...key, 'late report') < 0.08 ? hours(72.5, 90, 'reported') : hours(26, 70, 'reported'),
    };
  });
}

/** Incidents of the last two months by a moment, newest first. */
export function recentIncidents(world: World, now: number): Incident[] {
  const today = dayAt(now);
  return Array.from({ length: DAYS_LISTED + 1 }, (_, at) => incidentsOn(world, today - DAYS_LISTED + at)).flat()
    .filter(({ openedAt }) => openedAt <= now / 1000).sort((a, b) => b.openedAt - a.openedAt);
}

export const incidentState = (incident: Incident, seconds: number): 'open' | 'contained' | 'closed' =>
  incident.closedAt <= seconds ? 'closed' : incident.containedAt <= seconds ? 'contained' : 'open';

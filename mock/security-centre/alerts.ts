import { dayAt, startOf } from '../clock';
import { between, chance, hash32, pick, poisson, stream } from '../random';
import { systemOwner } from '../province/running-units';
import { SYSTEMS } from '../province/systems';
import type { World } from '../world';

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One alert, with times as epoch seconds. */
export interface Alert {
  readonly id: string;
  readonly firstSeen: number;
  readonly severity: Severity;
  readonly rule: string;
  readonly system: string;
  readonly owner: string;
  readonly assignedAt: number;
  readonly resolvedAt: number;
  readonly team: string;
}

const HOUR = 3_600;
const ALERTS_A_DAY = 10.5;
const TEAMS = ['Trực giám sát ca 1', 'Trực giám sát ca 2', 'Trực giám sát ca 3', 'Tổ ứng cứu sự cố'];

const RULES: Readonly<Record<Severity, readonly string[]>> = {
  critical: ['Mã độc hoạt động trên máy chủ', 'Dấu hiệu rò rỉ cơ sở dữ liệu', 'Tài khoản quản trị đăng nhập từ nước ngoài', 'Khai thác lỗ hổng thực thi mã từ xa'],
  high: ['Dò mật khẩu hàng loạt', 'Kết nối tới máy chủ điều khiển mã độc', 'Leo thang đặc quyền bất thường', 'Tải lên tệp thực thi đáng ngờ', 'Lỗ hổng nghiêm trọng chưa vá'],
  medium: ['Quét cổng từ bên ngoài', 'Chứng thư số sắp hết hạn', 'Lưu lượng tăng bất thường', 'Đăng nhập sai nhiều lần', 'Phần mềm diệt mã độc ngừng hoạt động'],
  low: ['Thư rác có tệp đính kèm', 'Truy cập trang web trong danh sách chặn', 'Thiết bị lạ trên mạng nội bộ', 'Cấu hình lệch chuẩn', 'Nhật ký gửi chậm'],
};

/** Hours until someone takes it and until it is done: shortest and longest by severity. */
const TAKEN: Readonly<Record<Severity, readonly [number, number]>> = { critical: [0.05, 0.5], high: [0.1, 1.5], medium: [0.5, 8], low: [1, 26] };
const DONE: Readonly<Record<Severity, readonly [number, number]>> = { critical: [1, 12], high: [3, 36], medium: [6, 80], low: [10, 120] };

const severityOf = (at: number): Severity => (at < 0.035 ? 'critical' : at < 0.19 ? 'high' : at < 0.55 ? 'medium' : 'low');

/** Alerts first seen on a civil day, oldest first: the same whenever asked. */
export function alertsOn(world: World, day: number): Alert[] {
  const next = stream(hash32(world.seed, 'alerts', day));
  const count = poisson(ALERTS_A_DAY * (world.calendar.isWorking(day) ? 1.15 : 0.7), next);
  const seconds = Array.from({ length: count }, () => Math.floor(next() * 86_400)).sort((a, b) => a - b);
  return seconds.map((second, at): Alert => {
    const severity = severityOf(next());
    const key = [world.seed, 'alert', day, at] as const;
    const firstSeen = startOf(day) / 1000 + second;
    const assignedAt = firstSeen + Math.round(HOUR * between(...TAKEN[severity], ...key, 'taken'));
    // A few wait for a maintenance window or a supplier.
    const patience = chance(...key, 'stuck') < 0.06 ? 5 : 1;
    return {
      id: `SOC-${new Date(startOf(day) + 7 * HOUR * 1000).toISOString().slice(2, 10).replaceAll('-', '')}-${String(at + 1).padStart(3, '0')}`,
      firstSeen, severity, assignedAt,
      rule: pick(RULES[severity], ...key, 'rule'),
      system: pick(SYSTEMS, ...key, 'system').name,
      owner: systemOwner(world, ...key),
      resolvedAt: assignedAt + Math.round(HOUR * patience * between(...DONE[severity], ...key, 'done')),
      team: pick(TEAMS, ...key, 'team'),
    };
  });
}

/** Longest life of an alert, days: how far back open ones can reach. */
export const LONGEST_DAYS = 28;

/** Alerts seen by a moment that are open or were seen in the last `days`, newest first. */
export function recentAlerts(world: World, now: number, days: number): Alert[] {
  const seconds = now / 1000;
  const since = seconds - days * 86_400;
  const today = dayAt(now);
  const found: Alert[] = [];
  for (let day = today - LONGEST_DAYS; day <= today; day++) {
    for (const alert of alertsOn(world, day)) {
      if (alert.firstSeen <= seconds && (alert.resolvedAt > seconds || alert.firstSeen >= since)) found.push(alert);
    }
  }
  return found.reverse();
}

/** How an alert stands at a moment (epoch s). */
export const alertState = (alert: Alert, seconds: number): 'new' | 'assigned' | 'resolved' =>
  alert.resolvedAt <= seconds ? 'resolved' : alert.assignedAt <= seconds ? 'assigned' : 'new';

import type { CubeRow } from '@/domain/cube/create-cube';
import type { DatasetData } from '@/domain/dataset';
import { periodText } from '@/domain/period/text';
import { namedSamples, type SampleAnswer } from '@/widget-kit/testing/named-samples';
import { SAMPLE_NOW, sampleCube, sampleEvents, sampleScope } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { datasets, trendDays } from './datasets';
import type { SecurityOptions } from './options';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ago = (ms: number): number => SAMPLE_NOW - ms;

type AlertFacts = readonly [severity: string, title: string, system: string, unit: string, minutesAgo: number, team: string | null];
const ALERTS: readonly AlertFacts[] = [
  ['critical', 'Mã độc trên máy chủ ứng dụng', 'Quản lý cấp phép xây dựng', 'H41.07', 41, 'Phòng ATTT'],
  ['critical', 'Dò mật khẩu cổng một cửa, 412 lần trong 10 phút', 'Một cửa điện tử', 'H41.02', 6, null],
  ['high', 'API thiếu trường bắt buộc từ Sở Y tế', 'LGSP', 'H41.11', 95, 'Tổ LGSP'],
  ['high', 'Chứng thư số sắp hết hạn', 'Cổng thông tin điện tử', 'H41.08', 720, null],
  ['medium', 'Máy trạm kết nối ra địa chỉ lạ', 'Mạng nội bộ', '16681', 180, null],
  ['low', 'Đăng nhập ngoài giờ', 'Quản lý văn bản', '17035', 400, 'Phòng ATTT'],
];

export function alertsList(facts: readonly AlertFacts[] = ALERTS): DatasetData {
  return sampleEvents(
    { occurredAt: 'instant', severity: 'text', title: 'text', system: 'text', unit: 'text', state: 'text', team: 'text', assignedAt: 'instant' },
    [
      ...facts.map(([severity, title, system, unit, minutes, team]) =>
        [ago(minutes * MINUTE), severity, title, system, unit, team === null ? 'new' : 'assigned', team, team === null ? null : ago((minutes - 5) * MINUTE)]),
      [ago(26 * HOUR), 'critical', 'Tấn công từ chối dịch vụ', 'Cổng thông tin điện tử', 'H41.08', 'resolved', 'Phòng ATTT', ago(25 * HOUR)],
    ],
  );
}

type IncidentFacts = readonly [title: string, system: string, unit: string, state: string, hoursAgo: number, notifiedAfter: number | null, reportedAfter: number | null];
const INCIDENTS: readonly IncidentFacts[] = [
  ['Lộ tài khoản quản trị trang thông tin xã', 'Trang thông tin điện tử', '16732', 'open', 19.2, null, null],
  ['Mã hóa tống tiền tại máy chủ tệp', 'Máy chủ tệp Sở Xây dựng', 'H41.07', 'contained', 66.5, 3, null],
  ['Thay đổi giao diện trang web', 'Cổng thông tin điện tử', 'H41.08', 'closed', 120, 20, 70],
];

export function incidentsList(facts: readonly IncidentFacts[] = INCIDENTS): DatasetData {
  return sampleEvents(
    {
      openedAt: 'instant', severity: 'text', title: 'text', system: 'text', unit: 'text', state: 'text', team: 'text',
      notifyDueAt: 'instant', notifiedAt: 'instant', reportDueAt: 'instant', reportedAt: 'instant',
    },
    facts.map(([title, system, unit, state, hours, notified, reported]) => {
      const opened = ago(hours * HOUR);
      const after = (span: number | null): number | null => (span === null ? null : opened + span * HOUR);
      return [opened, hours > 48 ? 'critical' : 'high', title, system, unit, state, 'Đội ứng cứu sự cố', after(24), after(notified), after(72), after(reported)];
    }),
  );
}

function trendCube(scale = 1): DatasetData {
  const days = trendDays(30, SAMPLE_NOW).map(periodText);
  const share = { critical: 1, high: 5, medium: 14, low: 22 } as const;
  return sampleCube(
    [{ id: 'time', role: 'time', categories: days }, { id: 'severity', role: 'classification', categories: Object.keys(share) }, { id: 'metric', role: 'metric', categories: ['alerts'] }],
    days.flatMap((day, at) => Object.entries(share).map(([severity, size]): CubeRow => [day, severity, 'alerts', Math.round(size * scale * (1 + ((at * 5) % 7) / 6))])),
  );
}

const SYSTEMS = [['1', 14, 14], ['2', 46, 41], ['3', 19, 12], ['4', 1, 1], ['5', 0, 0]] as const;
const systemsCube = (scale = 1): DatasetData =>
  sampleCube(
    [{ id: 'level', role: 'classification', categories: SYSTEMS.map(([level]) => level) }, { id: 'metric', role: 'metric', categories: ['systems', 'approved'] }],
    SYSTEMS.flatMap(([level, systems, approved]): CubeRow[] => [[level, 'systems', systems * scale], [level, 'approved', approved * scale]]),
  );

function coverageCube(scale = 1): DatasetData {
  const facts = { machines: 8410, machinesWithAgent: 7926, systems: 80, systemsMonitored: 71, vulnerabilitiesCritical: 4, vulnerabilitiesHigh: 37, patchesOverdue: 112 };
  return sampleCube([{ id: 'metric', role: 'metric', categories: Object.keys(facts) }], Object.entries(facts).map(([metric, value]): CubeRow => [metric, value * scale]));
}

const LONG = 'Phát hiện lưu lượng bất thường kéo dài từ nhiều máy trạm tới máy chủ điều khiển ở nước ngoài, nghi lây lan trong mạng diện rộng';
const many = Array.from({ length: 180 }, (_, at): AlertFacts => [['critical', 'high', 'medium', 'low', 'khẩn'][at % 5] ?? 'low', LONG, 'Hệ thống thông tin giải quyết thủ tục hành chính', 'H41.06', 3 + at * 37, at % 3 === 0 ? null : 'Trung tâm giám sát an toàn thông tin']);
const overdue = Array.from({ length: 24 }, (_, at): IncidentFacts => [LONG, 'Hệ thống thông tin giải quyết thủ tục hành chính', 'H41.06', 'open', 1 + at * 9, null, null]);

const answer = (extreme: boolean): SampleAnswer => (slot) => {
  switch (slot) {
    case 'alerts': return alertsList(extreme ? many : ALERTS);
    case 'incidents': return incidentsList(extreme ? overdue : INCIDENTS);
    case 'trend': return trendCube(extreme ? 4000 : 1);
    case 'systems': return systemsCube(extreme ? 10_000 : 1);
    default: return coverageCube(extreme ? 10_000 : 1);
  }
};

/** One view in its seven states: normal, empty, missing, stale, partial, denied, extreme. */
export const samplesOf = (view: SecurityOptions['view'], change: Partial<SecurityOptions> = {}, scope = sampleScope()): readonly Sample<SecurityOptions>[] =>
  namedSamples<SecurityOptions>({ options: { view, days: 14, limit: 20, ...change }, scope, datasets, normal: answer(false), extreme: answer(true) });

export const samples = samplesOf('summary');

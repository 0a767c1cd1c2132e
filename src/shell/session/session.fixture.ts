import type { SessionView } from '@/access/session-view';
import { toInstant } from '@/domain/time';

const base = {
  actions: [], dashboards: '*', landing: null, purposes: [], unmaskable: [], mapLayers: [], csrf: null, expiresAt: null, serverTime: toInstant(1_000_000), signIn: 'ready',
} as const;

export const anonymousView = (change: Partial<SessionView> = {}): SessionView => ({ ...base, actor: { kind: 'anonymous' }, identity: 'anonymous', ...change });

export const personView = (change: Partial<SessionView> = {}): SessionView => ({
  ...base,
  actor: {
    kind: 'person', id: 'p1', name: 'Nguyễn Văn An', title: 'Giám đốc', unit: 'H41.06', session: 's1',
    roles: [
      { role: 'department-head', name: { vi: 'Lãnh đạo sở', en: 'Head of department' }, unit: 'H41.06' },
      { role: 'staff', name: { vi: 'Chuyên viên', en: 'Staff' }, unit: '16681' },
      { role: 'staff', name: { vi: 'Chuyên viên', en: 'Staff' }, unit: null },
    ],
  },
  identity: 'person-1', csrf: 'token', expiresAt: toInstant(1_000_000 + 12 * 3_600_000), ...change,
});

export const screenView = (change: Partial<SessionView> = {}): SessionView => ({
  ...base, actor: { kind: 'screen', id: 'w1', name: 'Phòng họp A', unit: '40' }, identity: 'screen-1', dashboards: ['leaders'], ...change,
});

import { toInstant } from '@/domain/time';
import type { ScreenReport } from '@/domain/wall';
import type { WallScreen } from '../parse-wall';
import { aProgram, NOW } from '../wall.fixture';

export const aReport = (change: Partial<ScreenReport> = {}): ScreenReport => ({
  dashboard: null, build: 'b2', freshness: 'LIVE', scene: 'duty', programRevision: 3, showing: ['Toàn cảnh · 2/4'], oldestMs: 60_000, heapBytes: 90_000_000, frameRate: 60,
  upMs: 3_600_000, restarts: 0, width: 1920, height: 1080, mirror: [{ x: 0, y: 0, w: 500, h: 1_000, title: 'Thu ngân sách', state: 'LIVE', widget: 'indicator-card' }], ...change,
});
export const aWallScreen = (change: Partial<WallScreen> = {}): WallScreen => ({
  id: 'screen-0123456789', name: 'Tường trái', unit: null, classes: ['public'], dashboards: ['leaders'], seenAt: toInstant(NOW - 5_000), unseenMs: 5_000, zones: [],
  program: aProgram(), report: aReport(), wall: null, ...change,
});

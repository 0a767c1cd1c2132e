import type { Scene } from '@/config/scene';
import { toInstant } from '@/domain/time';
import type { Program } from '@/domain/wall';
import type { ScreenProgram, ShownScreen } from './parse-wall';

/** 21 November 2026, 08:00 in Vietnam. */
export const NOW = toInstant(Date.UTC(2026, 10, 21, 1));

export const aProgram = (change: Partial<Program> = {}): Program => ({
  revision: 3, scene: 'duty', takeAt: NOW, startedAt: NOW, heldMs: null, skipped: 0, mode: 'run', room: 'normal', message: null, takeover: null, by: 'Trần Văn Trực', changedAt: NOW, ...change,
});
export const aScreen = (change: Partial<ShownScreen> = {}): ShownScreen => ({ id: 'screen-0123456789', name: 'Tường phải', zones: [], place: null, panel: null, distanceM: null, ...change });
export const aScene = (change: Partial<Scene> = {}): Scene => ({
  id: 'duty', title: { vi: 'Trực điều hành', en: 'Duty' }, transition: 'cut', zones: [{ shows: { kind: 'message', title: { vi: 'Trực', en: 'Duty' } } }], ...change,
});
export const aScreenProgram = (change: Partial<ScreenProgram> = {}): ScreenProgram =>
  ({ screen: aScreen(), program: aProgram(), scene: aScene(), takeoverScene: null, serverTime: NOW, ...change });

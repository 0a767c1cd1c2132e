import { jsonReply, type SourceSystem } from '../http/system';
import { snapshot, type Scene } from './draw';

const HOUR_MS = 3_600_000;

/** `stale`: its picture stands still since the last full six hours; `dead`: it does not answer. */
type Standing = 'live' | 'stale' | 'dead';
const CAMERAS: Readonly<Record<string, readonly [scene: Scene, standing: Standing]>> = {
  'quang-truong': ['road', 'live'], 'song-lam': ['river', 'live'], 'cau-ben-thuy': ['road', 'stale'], 'dap-do-luong': ['river', 'dead'],
};

/** Server of roadside and flood cameras: the newest snapshot of each, as PNG. */
export function createCameras(): SourceSystem {
  return {
    id: 'cameras',
    title: { vi: 'Máy chủ camera giao thông, phòng chống thiên tai', en: 'Server of traffic and flood cameras' },
    endpoints: [['GET', '/anh/{camera}.png', `ảnh chụp mới nhất, mỗi phút một ảnh: ${Object.keys(CAMERAS).join(', ')}`]],
    tickMs: 60_000,
    places: { rename: ['code', 'ma'], numbers: [], rows: [], events: [] },
    answer({ path, now }) {
      const name = /^\/anh\/([a-z-]+)\.png$/.exec(path)?.[1] ?? '';
      const camera = Object.hasOwn(CAMERAS, name) ? CAMERAS[name] : undefined;
      if (!camera) return jsonReply({ code: 'NotFound', description: path }, 404);
      const [scene, standing] = camera;
      if (standing === 'dead') return jsonReply({ code: 'CameraOffline', description: name }, 503);
      return { status: 200, type: 'image/png', body: '', bytes: snapshot(scene, standing === 'stale' ? Math.floor(now / (6 * HOUR_MS)) * 6 * HOUR_MS : now) };
    },
  };
}

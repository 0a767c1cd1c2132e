import { openWorkStore } from '@/cache/open-work-store';
import { rawOf } from '@/dashboards/editor/editor-model';
import { err } from '@/domain/result';
import { browserSurroundings } from '@/state/browser-surroundings';
import { createWorkspace, type Workspace } from '@/state/workspace';
import type { SoakContent } from '../../soak/site/content';

const TILES = 24;
export const BOARD = 'bench';

/** A workspace on this device before a gateway that is never there, with one dashboard in it as somebody left it unsaved. */
export async function benchWorkspace({ dashboard }: SoakContent): Promise<Workspace> {
  const workspace = createWorkspace({
    store: await openWorkStore(), person: { id: 'bench', name: null },
    send: () => Promise.resolve(err({ code: 'unreachable', status: 0, body: null })),
    ...browserSurroundings(() => Date.now()),
  });
  const tiles = Array.from({ length: TILES }, (_, at) => dashboard.tiles[at % dashboard.tiles.length]).flatMap((tile, at) =>
    (tile ? [{ ...tile, id: `o-${at}`, place: { x: (at % 6) * 2, y: Math.floor(at / 6) * 3, w: 2, h: 3 } }] : []));
  await workspace.edit('dashboard', BOARD, rawOf({ board: { ...dashboard, id: BOARD, rows: 12, tiles }, kept: [] }));
  return workspace;
}

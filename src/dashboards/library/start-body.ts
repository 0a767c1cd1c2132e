import type { Dashboard, Tile } from '@/config/dashboard';
import type { Text } from '@/domain/text';
import { bodyOf } from '@/state/documents';
import type { Fields } from '@/config/versions';

export interface Start {
  readonly id: string;
  readonly title: Text;
  /** Null begins with a page that says how to go on. */
  readonly from: Dashboard | null;
  readonly audience: Text;
  /** Title and words of the one tile of a blank page. */
  readonly blank: { readonly title: Text; readonly body: Text };
  /** Stands alone on the page instead of those words. */
  readonly first?: Omit<Tile, 'id' | 'place'> & { readonly size: { readonly w: number; readonly h: number } };
}

/** The first draft of a new dashboard: all of another under its own name, or one tile of words. Passes as a document as it is. Pure. */
export function startBody({ id, title, from, audience, blank, first }: Start): Fields {
  if (from) return bodyOf('dashboard', { ...from, id, title });
  if (first) {
    const { size: { w, h }, ...tile } = first;
    return bodyOf('dashboard', { id, title, audience, rows: Math.max(6, h), tiles: [{ ...tile, id: 'first', place: { x: 0, y: 0, w, h } }] });
  }
  return bodyOf('dashboard', {
    id, title, audience, rows: 6,
    tiles: [{ id: 'start', widget: 'text', widgetVersion: 1, title: blank.title, place: { x: 0, y: 0, w: 6, h: 2 }, options: { text: blank.body.vi, textEn: blank.body.en } }],
  });
}

import type { Dashboard } from '@/config/dashboard';
import type { Scene } from '@/config/scene';
import { newDashboardId } from '../new-id';
import { bodyOf } from '@/state/documents';
import type { Bodies } from '@/state/documents';
import type { Exchanged } from './file-form';
import type { Arriving } from './read-file';

/** A document to be stored: never one that is there. */
export interface NewDocument {
  readonly kind: Exchanged;
  readonly id: string;
  /** As `Workspace.edit` takes it. */
  readonly body: unknown;
}

/** What came in as a document of its own; under another id where its own is taken, so that nothing is ever written over. */
export function arrivingBody({ kind, id, content }: Arriving, isTaken: (id: string) => boolean): NewDocument {
  const own = isTaken(id) ? newDashboardId(content.title.vi) : id;
  if (kind === 'scene') return { kind, id: own, body: bodyOf('scene', content as Omit<Scene, 'id'>) };
  if (kind === 'report-template') return { kind, id: own, body: bodyOf('report-template', content as Bodies['report-template']) };
  return { kind, id: own, body: bodyOf('dashboard', { ...(content as Dashboard), id: own }) };
}

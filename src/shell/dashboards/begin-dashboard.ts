import type { Dashboard } from '@/config/dashboard';
import type { Province } from '@/config/province';
import { startBody, type Start } from '@/dashboards/library/start-body';
import { newDashboardId } from '@/dashboards/new-id';
import type { Text } from '@/domain/text';
import { bodyNow } from '@/state/body-now';
import { readBody } from '@/state/documents';
import type { Workspace } from '@/state/workspace';
import { inBoth } from './library-words';

export interface Beginning {
  /** In both languages; one text stands for both until the other is given. */
  readonly title: string | Text;
  /** Id of the dashboard it is a copy of; null for a blank page. */
  readonly from: string | null;
  /** For whom it is. */
  readonly audience: string;
  /** What it begins with, where it is a copy of none. */
  readonly first?: Start['first'];
}

/** Puts the first draft of a new dashboard on the device; its id, or null where the dashboard to copy cannot be read. */
export async function beginDashboard(workspace: Pick<Workspace, 'observe' | 'begin'>, province: Province, { title, from, audience, first }: Beginning): Promise<string | null> {
  const source = from === null ? null : await dashboardOf(workspace, province, from);
  if (from !== null && source === null) return null;
  const both = (text: string): Text => ({ vi: text, en: text });
  const named = typeof title === 'string' ? both(title) : title;
  const id = newDashboardId(named.vi);
  await workspace.begin('dashboard', id, startBody({ id, title: named, from: source, audience: both(audience.slice(0, 120)), blank: { title: inBoth('blankTitle'), body: inBoth('blankBody') }, ...(first ? { first } : {}) }));
  return id;
}

/** A dashboard of the pack or one that people keep; null where nobody has it or it cannot be read. */
export const dashboardOf = async (workspace: Pick<Workspace, 'observe'>, province: Pick<Province, 'dashboards'>, id: string): Promise<Dashboard | null> =>
  province.dashboards.find((one) => one.id === id) ?? documentOf(workspace, id);

async function documentOf(workspace: Pick<Workspace, 'observe'>, id: string): Promise<Dashboard | null> {
  const body = await bodyNow(workspace, 'dashboard', id);
  const read = body === null ? null : readBody('dashboard', body);
  return read?.ok ? read.value.body : null;
}

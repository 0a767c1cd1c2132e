import { newDashboardId } from '@/dashboards/new-id';
import type { Text } from '@/domain/text';
import { bodyNow } from '@/state/body-now';
import { bodyOf } from '@/state/documents';
import { readDocument } from '@/state/every-document';
import type { Workspace } from '@/state/workspace';
import type { Call } from '../../pages/report-call';
import { readTemplate } from '../../template/schema';
import type { ReportTemplate } from '../../template/template';
import { inBoth } from '../builder-words';
import { blankTemplate } from '../model/blank';

/** A template that one may read: of the pack through the gateway, of people through the device. Null where nobody has it or it cannot be read. */
export async function templateOf(id: string, isPack: boolean, call: Call, workspace: Pick<Workspace, 'observe'>): Promise<ReportTemplate | null> {
  if (!isPack) return documentOf(workspace, id);
  const reply = await call('GET', `/api/report-templates/${encodeURIComponent(id)}`);
  if (!reply.ok || typeof reply.value !== 'object' || reply.value === null || !('body' in reply.value)) return null;
  const read = readTemplate(reply.value.body);
  return read.ok ? read.value.template : null;
}

/** Puts the first draft of a new template on the device: a copy of `from` under its own title, or a blank one; its id. Nothing is sent before it is saved. */
export async function beginTemplate(workspace: Pick<Workspace, 'begin'>, title: Text, from: ReportTemplate | null): Promise<string> {
  const id = newDashboardId(title.vi);
  await workspace.begin('report-template', id, bodyOf('report-template', from ? { ...from, title } : blankTemplate(title, inBoth)));
  return id;
}

async function documentOf(workspace: Pick<Workspace, 'observe'>, id: string): Promise<ReportTemplate | null> {
  const body = await bodyNow(workspace, 'report-template', id);
  const read = body === null ? null : readDocument('report-template', body);
  return read?.ok ? read.value.body : null;
}

import type { Json } from '@/domain/dataset';
import type { DocumentKind } from './documents';
import type { Workspace } from './workspace';

/** The body of a document as this person has it: what the device has not yet is waited for, until it came, or nobody has it or can be asked; then null. */
export async function bodyNow(workspace: Pick<Workspace, 'observe'>, kind: DocumentKind, id: string): Promise<Json> {
  let stop = (): void => undefined;
  const body = await new Promise<Json>((settle) => {
    stop = workspace.observe(kind, id, ({ phase, body: found, trouble }) => {
      if (phase !== 'loading' || trouble !== null) settle(found);
    });
  });
  stop();
  return body;
}

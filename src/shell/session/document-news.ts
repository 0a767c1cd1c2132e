/** A shared document has another revision; null: any may have. */
export type ChangedDocument = { readonly kind: string; readonly id: string; readonly revision: number } | null;

const listeners = new Set<(changed: ChangedDocument) => void>();

/** Hears of every change of shared documents that the gateway tells this page. Returns how to stop. */
export function onDocumentChange(listener: (changed: ChangedDocument) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export const tellDocumentChange = (changed: ChangedDocument): void => {
  for (const listener of [...listeners]) listener(changed);
};

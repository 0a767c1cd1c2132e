const listeners = new Set<(dataset: string | null) => void>();

/** Hears that remarks on figures of a dataset have changed; null: of any. Returns how to stop. */
export function onAnnotationChange(listener: (dataset: string | null) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export const tellAnnotationChange = (dataset: string | null): void => {
  for (const listener of [...listeners]) listener(dataset);
};

const listeners = new Set<(unit: string | null) => void>();

/** Hears that reports of a unit have changed; null: of any may have. Returns how to stop. */
export function onReportChange(listener: (unit: string | null) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export const tellReportChange = (unit: string | null): void => {
  for (const listener of [...listeners]) listener(unit);
};

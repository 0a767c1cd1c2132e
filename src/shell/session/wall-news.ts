const listeners = new Set<() => void>();

/** Hears that something of the walls, their screens or what they show has changed. Returns how to stop. */
export function onWallChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export const tellWallChange = (): void => {
  for (const listener of [...listeners]) listener();
};

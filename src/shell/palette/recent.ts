const MOST = 8;
/** Ids of what was opened from the palette, newest first. For as long as the page lives: a shared device keeps nobody's path. */
let used: readonly string[] = [];
export const recentEntries = (): readonly string[] => used;
export function remember(id: string): void {
  used = [id, ...used.filter((each) => each !== id)].slice(0, MOST);
}

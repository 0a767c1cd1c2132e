/**
 * Has ECharts compiled while the page waits for figures, so that the first picture only has to be drawn. For a widget that is sure
 * to need it; a failure here is met again, and told, when it is really wanted.
 */
export function warmUp(): void {
  if (!('requestIdleCallback' in globalThis)) return;
  requestIdleCallback(() => void import('./engine').catch(() => undefined), { timeout: 1_000 });
}

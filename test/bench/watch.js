// Runs in the page before its own scripts: notes when it was ready and which tasks were long.
// Plain JavaScript on purpose: a compiled function may call helpers that the page does not have.
globalThis.benchSeen = { paintedMs: 0, long: [] };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) globalThis.benchSeen.long.push({ start: entry.startTime, ms: entry.duration });
}).observe({ type: 'longtask', buffered: true });
new MutationObserver(() => {
  if (globalThis.benchSeen.paintedMs === 0 && document.documentElement?.dataset.ready === 'true') globalThis.benchSeen.paintedMs = performance.now();
}).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });

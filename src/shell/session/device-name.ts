/** First match wins: browsers name each other in what they send. */
const BROWSERS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdgA?\//, 'Edge'], [/\bcoc_coc_browser\//i, 'Cốc Cốc'], [/\bOPR\//, 'Opera'], [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|\bCriOS\//, 'Chrome'], [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/Windows/, 'Windows'], [/Android/, 'Android'], [/iPhone|iPad|iPod/, 'iOS'], [/CrOS/, 'ChromeOS'], [/Mac OS X|Macintosh/, 'macOS'], [/Linux|X11/, 'Linux'],
];

/** "Chrome · Windows" of what a browser says of itself; null where it says nothing known. Only for recognising one's own devices. */
export function deviceName(agent: string): string | null {
  const find = (list: typeof BROWSERS): string[] => list.filter(([pattern]) => pattern.test(agent)).slice(0, 1).map(([, name]) => name);
  const parts = [...find(BROWSERS), ...find(SYSTEMS)];
  return parts.length > 0 ? parts.join(' · ') : null;
}

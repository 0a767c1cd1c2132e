/** What can be made to go wrong with a source, and how it shows on the wire. */
export const SCENARIOS = {
  normal: 'answers as it should',
  slow: 'answers after 2 s ± 50 %',
  drip: 'sends one byte a second',
  '500': 'HTTP 500 with a body of its own',
  '429': 'HTTP 429 with Retry-After: 30',
  hang: 'accepts the question and never answers',
  reset: 'sends half of the answer, then resets the connection',
  truncated: 'promises a longer body than it sends',
  'login-page': 'HTTP 200 with the HTML of a login page',
  'field-renamed': 'a new version calls a field differently',
  'unit-x1000': 'every figure is a thousand times too large',
  partial: 'leaves out part of the rows, the total count stays',
  'duplicate-events': 'gives each event three times, newest last',
  'clock-skew': 'its clock is two hours behind, in Date and in its figures',
  down: 'destroys the connection at once',
} as const;

export type Scenario = keyof typeof SCENARIOS;

export const isScenario = (name: unknown): name is Scenario => typeof name === 'string' && Object.hasOwn(SCENARIOS, name);

export const CLOCK_SKEW_MS = -2 * 3_600_000;

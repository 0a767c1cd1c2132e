/** What the page of the soak and the one who runs it both know. */

/** Answers repeat after so many cycles: what is weighed had the same to draw as what was weighed before it. */
export const VARIETY = 20;

/** Of what the leaky widget keeps something: of every refresh, or of every time it is shown. */
export const LEAKS = ['refresh', 'showing'] as const;
export type Leak = (typeof LEAKS)[number];

/**
 * Version of the widget contract, `major.minor`. The minor grows when something is added, the major when a widget built before would no
 * longer run. A module says which it was built for: another major, or a newer minor, is refused.
 */
export const contract = '1.3';

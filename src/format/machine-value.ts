import type { Measure } from '@/domain/measure';

/** Machine form of a measure, as `data-value` and CSV carry it: plain number text, empty where there is no number; never "-0". */
export const machineValue = (measure: Measure): string => (measure.kind === 'value' ? String(measure.value + 0) : '');

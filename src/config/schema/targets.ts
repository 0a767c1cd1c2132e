import * as z from 'zod/mini';
import type { Target } from '@/domain/indicator';
import { filled, id, number, period, rule, words } from './values';

export const target: z.ZodMiniType<Target> = z.strictObject({ period, value: number, basis: z.exactOptional(words(500)) });

export const oncePerPeriod = rule<readonly Target[]>(
  (targets) => new Set(targets.map((each) => each.period)).size === targets.length, 'duplicate-id', 'one target per period',
);

/** One entry of `targets.json`: what the province means to reach, for a card that may be inherited. */
export const indicatorTargets = z.strictObject({ indicator: id, targets: filled(target, 100).check(oncePerPeriod) });

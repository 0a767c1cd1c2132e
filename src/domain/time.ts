/** The one civil time zone of the product. Vietnam has kept UTC+7 without daylight saving since 1975. */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';
/** Offset of {@link TIME_ZONE} from UTC, ms. */
export const TIME_ZONE_OFFSET_MS = 7 * 3_600_000;
export const DAY_MS = 86_400_000;

/** A moment, epoch milliseconds UTC. */
export type Instant = number & { readonly __instant: unique symbol };
/** A civil date in {@link TIME_ZONE}, `YYYY-MM-DD`; compares as text. */
export type LocalDate = string & { readonly __localDate: unique symbol };

/** Marks epoch milliseconds as an {@link Instant}. */
export const toInstant = (epochMs: number): Instant => epochMs as Instant;

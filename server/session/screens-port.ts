import type { Actor } from '@/domain/access';

/** Cookie of a paired display. */
export const SCREEN_COOKIE = '__Host-screen';

/** Paired displays, as far as knowing who asks needs them; kept by `server/screens`. */
export interface ScreensPort {
  /** The display behind the secret of its cookie; null for a wrong, replaced or revoked one. Never throws for a bad secret. */
  readonly identify: (secret: string) => Promise<Actor | null>;
}

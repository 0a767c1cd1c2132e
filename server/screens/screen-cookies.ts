/** Only for the time of pairing: what tells the device that showed a code from everybody who saw it. */
export const PAIRING_COOKIE = '__Host-pairing';
/** The screen's own right. */
export const SCREEN_COOKIE = '__Host-screen';

/** A `Set-Cookie` line for a display: nobody ever follows a link to a wall, so the strictest there is. */
export const screenCookieLine = (name: string, value: string, seconds: number): string =>
  `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;

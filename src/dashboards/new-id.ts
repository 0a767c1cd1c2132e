import { fold } from '@/domain/fold';

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
/** Letters of chance: enough that two people who choose one name at once do not meet. */
const OF_CHANCE = 6;
const MOST = 50;

/** Id of a new dashboard: its title without marks, then letters of chance. Passes as a document id whatever the title is. */
export function newDashboardId(title: string, chance: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes)): string {
  const slug = fold(title).replace(/[^a-z0-9]+/g, '-').slice(0, MOST).replace(/^-+|-+$/g, '');
  const letters = [...chance(new Uint8Array(OF_CHANCE))].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  return slug === '' ? `bang-${letters}` : `${slug}-${letters}`;
}

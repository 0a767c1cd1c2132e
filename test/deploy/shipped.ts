import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The files operators copy are what is tested: only addresses, ports and paths are put in place of others. */
export const shippedPath = (name: string): string => fileURLToPath(new URL(`../../docs/deploy/${name}`, import.meta.url));
export const shipped = (name: string): string => readFileSync(shippedPath(name), 'utf8');

/** One text in place of another, which must stand there exactly so many times: a file that has changed is noticed. */
export interface Substitution {
  readonly from: string;
  readonly to: string;
  readonly times: number;
}

export function substituted(text: string, substitutions: readonly Substitution[]): string {
  return substitutions.reduce((now, { from, to, times }) => {
    const parts = now.split(from);
    if (parts.length - 1 !== times) throw new Error(`"${from}" stands ${parts.length - 1} times, not ${times}`);
    return parts.join(to);
  }, text);
}

/** `NAME=value` of a file for `EnvironmentFile=`. */
export const environmentOf = (text: string): Record<string, string> =>
  Object.fromEntries(text.split('\n').flatMap((line) => {
    const [, name, value] = /^([A-Z_]+)="?([^"]*)"?$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  }));

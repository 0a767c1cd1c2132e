import { readFileSync } from 'node:fs';

/** Which boot of the machine and at which of its ticks a process began; null where the system does not say (outside Linux). */
export function processStart(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name of the program stands in brackets and may hold anything; the 22nd field is the 20th after it.
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1);
    const ticks = after?.split(' ')[19];
    return ticks === undefined ? null : `${boot} ${ticks}`;
  } catch {
    return null;
  }
}

import { chance, hash32 } from '../random';
import tasks from './tasks.json' with { type: 'json' };

/** A task or project as its founding document lists it; `budget` in million dong. */
export interface ProgrammeTask {
  readonly document: string;
  readonly no: string;
  readonly group: string;
  readonly title: string;
  readonly lead: readonly string[];
  readonly partners: readonly string[];
  /** As written: "2017-2018", "từ năm 2021", "Thường xuyên". */
  readonly period: string;
  readonly kind: string;
  readonly budget?: number;
}
export const TASKS: readonly ProgrammeTask[] = tasks;

/** The documents that list the tasks, by their numbers. */
export const DOCUMENTS: readonly (readonly [number: string, place: string, name: string])[] = [
  ['3119/QĐ-UBND', 'Nam Định', 'Kiến trúc Chính quyền điện tử tỉnh Nam Định, phiên bản 1.0 (29/12/2017)'],
  ['3004/QĐ-UBND', 'Bình Dương', 'Kiến trúc Chính quyền điện tử tỉnh Bình Dương, phiên bản 1.0 (25/10/2018)'],
  ['2723/QĐ-UBND', 'Hải Phòng', 'Kiến trúc Chính quyền điện tử thành phố Hải Phòng, phiên bản 2.0 (22/9/2021)'],
  ['978/QĐ-UBND', 'Nam Định', 'Kiến trúc Chính quyền điện tử tỉnh Nam Định, phiên bản 2.0 (26/5/2022)'],
  ['3692/QĐ-UBND', 'Nghệ An', 'Kiến trúc Chính quyền điện tử tỉnh Nghệ An, phiên bản 3.0 (31/12/2024)'],
];

/** Years a task runs, `[from, until)`; `until` null where no end is set, both null where it goes on all the time. */
export function yearsOf(period: string): { readonly from: number | null; readonly until: number | null } {
  const years = (period.match(/\d{4}/g) ?? []).map(Number);
  if (years.length === 0) return { from: null, until: null };
  const from = Math.min(...years);
  return { from, until: /từ/.test(period) ? null : Math.max(...years) + 1 };
}

export type ProgrammeState = 'CHUA_BAT_DAU' | 'DANG_THUC_HIEN' | 'HOAN_THANH' | 'CHAM';
export interface Progress {
  readonly state: ProgrammeState;
  /** 0–100. */
  readonly percent: number;
  /** Million dong; null where the document names no money. */
  readonly disbursed: number | null;
}

/** How far along an open-ended or permanent task seems to be, years. */
const OPEN_YEARS = 8;

/** Invented: a seeded standing that agrees with the years of the task and with `now` (in years: 2026.89). */
export function progressOf(seed: number, task: ProgrammeTask, now: number): Progress {
  const key = [seed, 'programme', task.document, task.no] as const;
  const { from, until } = yearsOf(task.period);
  const begun = from ?? now - OPEN_YEARS / 2;
  const end = until ?? begun + OPEN_YEARS;
  const luck = chance(...key, 'luck');
  const share = Math.min(1, Math.max(0, (now - begun) / (end - begun)));
  const money = (percent: number): number | null => (task.budget === undefined ? null : Math.round((task.budget * percent) / 100));
  if (share === 0 || (share < 0.45 && luck < 0.35)) return { state: 'CHUA_BAT_DAU', percent: 0, disbursed: money(0) };
  if (share === 1 && until !== null) {
    if (luck > 0.14) return { state: 'HOAN_THANH', percent: 100, disbursed: money(92 + (hash32(...key, 'saved') % 9)) };
    const percent = 40 + (hash32(...key, 'late') % 55);
    return { state: 'CHAM', percent, disbursed: money(percent * 0.9) };
  }
  const percent = Math.min(95, Math.max(5, Math.round(share * 100 * (0.6 + luck * 0.5))));
  return { state: luck < 0.12 ? 'CHAM' : 'DANG_THUC_HIEN', percent, disbursed: money(percent * 0.9) };
}

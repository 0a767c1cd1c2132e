import { dayAt } from '../clock';
import { between, chance, hash32, poisson, stream } from '../random';
import type { MockUnit } from '../province/units';
import type { World } from '../world';

/** A task a leader gave to a department; days are civil. */
interface Task {
  readonly assigned: number;
  readonly due: number;
  readonly done: number;
}

/** Counts of one department over a period: assigned = done + in progress + overdue, done = on time + late. */
export interface TaskCounts {
  readonly assigned: number;
  readonly done: number;
  readonly onTime: number;
  readonly late: number;
  readonly inProgress: number;
  readonly overdue: number;
}

export const NO_TASKS: TaskCounts = { assigned: 0, done: 0, onTime: 0, late: 0, inProgress: 0, overdue: 0 };

/** How far back a task that is still open may have been given, days. */
const LONGEST_DAYS = 150;
const TASKS_A_WEEK = 5.2;

/** Tasks given to a department on a day. */
function tasksOn(world: World, unit: MockUnit, day: number): Task[] {
  if (!world.calendar.isWorking(day)) return [];
  const load = 0.4 + 1.5 * chance(world.seed, 'tasks', unit.code);
  const care = between(0.8, 0.985, world.seed, 'tasks care', unit.code);
  const next = stream(hash32(world.seed, 'tasks', unit.code, day));
  return Array.from({ length: poisson((TASKS_A_WEEK * load) / 5, next) }, (): Task => {
    const due = world.calendar.workingDayAfter(day, 5 + Math.floor(next() * 22));
    const onTime = next() < care;
    const done = onTime ? day + Math.floor((due - day) * (0.35 + 0.65 * next())) : world.calendar.workingDayAfter(due, 1 + Math.floor(next() * next() * 40));
    return { assigned: day, due, done: Math.max(day, done) };
  });
}

/** A task that is not done, as the list tells it. */
export interface OpenTask {
  readonly code: string;
  readonly title: string;
  readonly leader: string;
  readonly unit: MockUnit;
  readonly assigned: number;
  readonly due: number;
}

const WORK = ['Báo cáo', 'Tham mưu kế hoạch', 'Rà soát, đề xuất', 'Kiểm tra, xử lý', 'Hoàn thiện hồ sơ trình'];
const MATTER = [
  'giải ngân vốn đầu tư công', 'giải phóng mặt bằng dự án trọng điểm', 'sắp xếp trụ sở sau tổ chức lại địa giới', 'cung cấp dịch vụ công trực tuyến toàn trình',
  'phòng, chống thiên tai', 'xử lý hồ sơ đất đai tồn đọng', 'chuyển đổi số cấp xã', 'cải thiện chỉ số cải cách hành chính', 'trả lời kiến nghị của cử tri', 'bảo đảm an toàn thông tin',
];
const LEADERS = ['Chủ tịch UBND tỉnh', 'Phó Chủ tịch phụ trách kinh tế', 'Phó Chủ tịch phụ trách nông nghiệp', 'Phó Chủ tịch phụ trách văn xã', 'Phó Chủ tịch thường trực'];
const pick = (words: readonly string[], ...parts: readonly (string | number)[]): string => words[hash32(...parts) % words.length] ?? '';

/** Tasks of a department that are open now: the very ones {@link countTasks} counts in progress or overdue today. */
export function openTasks(world: World, unit: MockUnit, now: number): OpenTask[] {
  const today = dayAt(now);
  const open: OpenTask[] = [];
  for (let day = Math.max(today - LONGEST_DAYS, unit.from); day <= today; day++) {
    tasksOn(world, unit, day).forEach((task, at) => {
      if (task.done <= today) return;
      const key = [world.seed, 'task words', unit.code, day, at] as const;
      open.push({
        code: `${String(1_000 + (hash32(...key) % 9_000))}/UBND-${unit.code}-${day % 1_000}${at}`,
        title: `${pick(WORK, ...key, 'work')} ${pick(MATTER, ...key, 'matter')}`, leader: pick(LEADERS, ...key, 'leader'),
        unit, assigned: task.assigned, due: task.due,
      });
    });
  }
  return open;
}

/** Counts over `[from, to)` as they stand at the end of it, or now while it runs. */
export function countTasks(world: World, unit: MockUnit, from: number, to: number, now: number): TaskCounts {
  const today = dayAt(now);
  const end = Math.min(to, today + 1);
  // A task is overdue when its day is over; today's is not yet.
  const overdueBefore = Math.min(to, today);
  const counts = { assigned: 0, done: 0, onTime: 0, late: 0, inProgress: 0, overdue: 0 };
  for (let day = Math.max(from - LONGEST_DAYS, unit.from); day < end; day++) {
    for (const task of tasksOn(world, unit, day)) {
      if (task.done < from) continue;
      counts.assigned += 1;
      if (task.done < end) {
        counts.done += 1;
        if (task.done <= task.due) counts.onTime += 1;
        else counts.late += 1;
      } else if (task.due < overdueBefore) counts.overdue += 1;
      else counts.inProgress += 1;
    }
  }
  return counts;
}

export const addCounts = (parts: readonly TaskCounts[]): TaskCounts =>
  parts.reduce((sum, part) => ({
    assigned: sum.assigned + part.assigned, done: sum.done + part.done, onTime: sum.onTime + part.onTime,
    late: sum.late + part.late, inProgress: sum.inProgress + part.inProgress, overdue: sum.overdue + part.overdue,
  }), NO_TASKS);

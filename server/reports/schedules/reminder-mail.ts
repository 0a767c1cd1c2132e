import { civilDate } from '@/domain/civil';
import { parsePeriod } from '@/domain/period/text';
import { toInstant } from '@/domain/time';
import { createFormat } from '@/format/create-format';
import type { Core } from '../../core';
import type { Mail } from '../delivery/mail-reminders';
import type { Reminder, SendReminders } from './reminders';

/**
 * One letter a unit, in the language in which reports are written, to the mail destinations that take reminders; nothing where there is none.
 * Sent at most once: what a mail server does not take stands in the portal all the same.
 */
export function mailReminders({ province, clock }: Pick<Core, 'province' | 'clock'>, mail: Mail): SendReminders {
  const format = createFormat('vi');
  const lineOf = ({ kind, title, period: text, due }: Reminder): string => {
    const period = parsePeriod(text);
    // Owed until the end of a day: the moment after it would name the next one.
    const until = format.date(civilDate(toInstant(due - 1)));
    return `- ${title.vi}, ${period.ok ? format.period(period.value) : text}: ${kind === 'late' ? 'đã quá hạn, hạn nộp là hết ngày' : 'hạn nộp là hết ngày'} ${until}`;
  };
  return async (unit, reminders) => {
    const name = province.current().units.resolve(unit, civilDate(toInstant(clock())))?.fullName ?? unit;
    await mail.reminder(unit, {
      subject: `Nhắc nộp báo cáo: ${name}, ${format.number(reminders.length, 0)} báo cáo`,
      text: [`${name} có báo cáo chưa ban hành:`, '', ...reminders.map(lineOf), '', 'Thư này do hệ thống gửi tự động.'].join('\n'),
      key: reminders.map(({ kind, template, period }) => [kind, template, unit, period].join(' ')).sort().join('\n'),
    });
  };
}

import { describe, expect, it } from 'vitest';
import { dateText, dayOf } from '../clock';
import { createWorkCalendar } from './work-calendar';

describe('working days', () => {
  const calendar = createWorkCalendar(dayOf('2023-01-01'), dayOf('2027-01-01'));

  it('are Monday to Friday without holidays', () => {
    expect(calendar.isWorking(dayOf('2026-11-20'))).toBe(true);
    expect(calendar.isWorking(dayOf('2026-11-21'))).toBe(false);
    expect(calendar.isWorking(dayOf('2026-02-17'))).toBe(false);
    expect(calendar.isWorking(dayOf('2025-04-30'))).toBe(false);
  });

  it('skip the lunar new year when a term is counted', () => {
    // Tết 2026 is 17 February: off from Saturday the 14th to Saturday the 21st.
    expect(dateText(calendar.workingDayAfter(dayOf('2026-02-13'), 1))).toBe('2026-02-23');
    expect(calendar.workingDaysBetween(dayOf('2026-02-13'), dayOf('2026-02-24'))).toBe(2);
  });

  it('take the day itself with no term, or the next that works', () => {
    expect(dateText(calendar.workingDayAfter(dayOf('2026-11-20'), 0))).toBe('2026-11-20');
    expect(dateText(calendar.workingDayAfter(dayOf('2026-11-21'), 0))).toBe('2026-11-23');
  });

  it('give a holiday on a Sunday back on Monday', () => {
    expect(calendar.isHoliday(dayOf('2026-04-27'))).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { createSSRApp, defineComponent, h, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { startOfDay, localDate } from '@/domain/civil';
import { createUnitRegistry } from '@/domain/org-unit/registry';
import { toInstant } from '@/domain/time';
import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import { PORTAL, type Portal } from '@/widget-kit/context';
import type { TemplateCard } from '../register/parse-report';
import type { FiringRule } from './firing-rule';
import en from './locales/en.json';
import vi from './locales/vi.json';
import NextMoments from './NextMoments.vue';
import { readReminders, readSchedules } from './parse-schedule';
import { FIRING_STATES, PAUSES, type ScheduleCard } from './schedule';
import { draftOf, newDraft, sameWish, wishOf } from './schedule-draft';
import ScheduleLine from './ScheduleLine.vue';
import { planText, reasonText, sayIn } from './schedule-words';

const NOW = toInstant(startOfDay(localDate('2026-11-22')) + 8 * 3_600_000);
const built = createUnitRegistry([{ code: '16681', level: 'commune', kind: 'commune', name: 'Phường Thành Vinh', fullName: 'Phường Thành Vinh', parent: null, validFrom: localDate('2000-01-01'), validTo: null, predecessors: [] }]);
if (!built.ok) throw new Error('the units of this test are none');
const units = built.value;
const FORM: TemplateCard = { id: 'form-06', title: { vi: 'Biểu 06', en: 'Form 06' }, periods: { calendar: 'administrative', kinds: ['month', 'quarter'] }, levels: ['commune'], origin: 'pack' };
const CARD: ScheduleCard = {
  id: 'schedule-0123456789', revision: 3, title: 'Biểu 06 hằng tháng', kind: 'report', subject: 'form-06', unit: '16681', rule: { every: 'period', kind: 'month', calendar: 'administrative', workingDays: 2, at: '07:00' }, dayRule: 'any',
  periodKind: 'month', periodOffset: -1, formats: ['docx'], destinations: ['archive'], enabled: true, pausedBecause: null, nextAt: NOW + 3_600_000, owner: 'Nguyễn Thị Bình', updatedAt: NOW,
  last: { moment: NOW - 3_600_000, state: 'done', late: true, report: 'report-0123456789', view: null, reason: null, finishedAt: NOW }, may: ['change', 'stop'],
};

async function shown(part: Component, props: object, language: Language = 'vi'): Promise<string> {
  const app = createSSRApp({ render: () => h(part, props) });
  app.provide(PORTAL, { language, format: createFormat(language), now: NOW, province: { units, workingDays: new Map() } } as unknown as Portal);
  app.component('RouterLink', defineComponent({ props: { to: { type: null, required: true } }, setup: (link, { slots }) => () => h('a', { href: String(link.to) }, slots['default']?.()) }));
  return (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/ data-v-\w+/g, '');
}
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();

describe('a schedule in words', () => {
  const said = (rule: FiringRule, language: Language = 'vi', dayRule: 'any' | 'next-working' = 'any'): string => planText({ rule, dayRule }, sayIn(language));
  it('says when it fires, as one would', () => {
    expect(said({ every: 'day', at: '07:00' }, 'vi', 'next-working')).toBe('Hằng ngày lúc 07:00; rơi vào ngày nghỉ thì chuyển sang ngày làm việc kế tiếp');
    expect(said({ every: 'week', on: [1, 3, 5], at: '16:30' })).toBe('Hằng tuần vào thứ Hai, thứ Tư và thứ Sáu lúc 16:30');
    expect(said({ every: 'week', on: [7], at: '16:30' }, 'en')).toBe('Every week on Sunday at 16:30');
    expect(said({ every: 'month', day: 31, at: '07:00' })).toBe('Ngày 31 hằng tháng lúc 07:00, tháng thiếu thì vào ngày cuối tháng');
    expect(said(CARD.rule)).toBe('Ngày làm việc thứ 2 sau khi hết tháng báo cáo (chốt số liệu ngày 14) lúc 07:00');
    expect(said({ every: 'period', kind: 'quarter', calendar: 'calendar', workingDays: 1, at: '07:00' }, 'en')).toBe('On the first working day after the end of the quarter at 07:00');
    expect(said({ every: 'cron', text: '0 7 * * 1-5' })).toBe('Theo cron “0 7 * * 1-5”, giờ Việt Nam');
  });
  it('has words for every state, reason and fault', () => {
    const keys = [...FIRING_STATES.map((state) => `state.${state}`), ...PAUSES.map((pause) => `pause.${pause}`), ...['title', 'subject', 'unit', 'sends', 'form', 'cron', 'too-often', 'never'].map((fault) => `fault.${fault}`)];
    expect(keys.filter((key) => !(key in vi) || !(key in en))).toEqual([]);
    expect([reasonText('no-right', sayIn('en')), reasonText('brand-new', sayIn('vi'))]).toEqual(['its owner may no longer write or take out reports of this unit', 'lỗi brand-new']);
  });
  it('names the next five times with the period each makes', async () => {
    const text = textOf(await shown(NextMoments, { plan: CARD, made: { periodKind: 'month', periodOffset: -1, calendar: 'administrative' } }));
    expect(text).toContain('07:00 16/12/2026, thứ Tư: Tháng 12 năm 2026');
    expect(text.match(/07:00 \d\d\//g)).toHaveLength(5);
    expect(text).toContain('Chưa có lịch nghỉ lễ của năm 2026');
    expect(textOf(await shown(NextMoments, { plan: { rule: { every: 'day', at: '07:00' }, dayRule: 'any' }, made: null }))).not.toContain('lịch nghỉ lễ');
  });
});

describe('a schedule on its page', () => {
  it('says when it comes next, what came last and where that is', async () => {
    const markup = await shown(ScheduleLine, { schedule: CARD, subject: 'Biểu 06', busy: false });
    const text = textOf(markup);
    for (const part of ['Lần tới: 09:00 22/11/2026', 'Báo cáo theo mẫu: Biểu 06 · Phường Thành Vinh', 'Đã lập, chạy muộn', 'Lập bằng quyền của Nguyễn Thị Bình', 'Chạy ngay', 'Sửa', 'Tắt', 'Xóa']) expect(text).toContain(part);
    expect(markup).toContain('href="/reports/report-0123456789"');
  });
  it('says why it stopped, and offers a colleague to take it over and nothing else', async () => {
    const text = textOf(await shown(ScheduleLine, { schedule: { ...CARD, pausedBecause: 'owner-disabled', nextAt: null, may: ['take-over'] }, subject: 'Form 06', busy: false }, 'en'));
    expect(text).toContain('Paused: the account of its owner is disabled');
    expect(text).toMatch(/Take over History$/);
  });
});

describe('the form', () => {
  it.each<FiringRule>([
    { every: 'day', at: '07:15' }, { every: 'week', on: [2, 4], at: '07:15' }, { every: 'month', day: 5, at: '07:15' }, CARD.rule, { every: 'cron', text: '15 7 * * 2' },
  ])('holds a schedule as it was: $every', (rule) => {
    const card: ScheduleCard = { ...CARD, rule, dayRule: 'next-working' };
    expect(wishOf(draftOf(card), FORM)).toEqual({ ok: true, value: sameWish(card, true) });
  });
  it('begins with the first working day after the usual period of its form, and says what it lacks', () => {
    const draft = newDraft(FORM, '16681');
    expect(wishOf(draft, FORM)).toEqual({ ok: false, error: 'title' });
    const named = { ...draft, title: '  Biểu   06 ' };
    expect(wishOf(named, FORM)).toMatchObject({ ok: true, value: { title: 'Biểu 06', rule: { every: 'period', kind: 'month', calendar: 'administrative', workingDays: 1 }, periodKind: 'month' } });
    expect(wishOf({ ...named, unit: null }, FORM)).toEqual({ ok: false, error: 'unit' });
    expect(wishOf({ ...named, formats: ['pdf'] }, FORM)).toEqual({ ok: false, error: 'sends' });
    expect(wishOf({ ...named, every: 'cron', cron: '* * * * *' }, FORM)).toEqual({ ok: false, error: 'too-often' });
    expect(wishOf({ ...named, kind: 'view', subject: 'leaders', formats: ['pdf'] }, null)).toMatchObject({ ok: true, value: { periodKind: null, formats: [], periodOffset: -1 } });
  });
});

describe('what the gateway says', () => {
  it('is read row by row; what cannot be read hides nothing else', () => {
    expect(readSchedules({ schedules: [CARD, { ...CARD, rule: { every: 'hour' } }], views: true })).toEqual({ schedules: [CARD], views: true });
    expect(readSchedules({})).toBeNull();
    const reminder = { kind: 'late', template: 'form-06', title: FORM.title, unit: '16681', period: 'calendar:2026-10', due: NOW, saidAt: NOW };
    expect(readReminders({ reminders: [reminder, {}] })).toEqual([reminder]);
  });
});

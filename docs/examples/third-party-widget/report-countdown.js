// @ts-check
/**
 * A whole third-party widget in one file: days left to the next report, and the figure that report will be judged by.
 * It imports nothing. The portal hands its own Vue, kit and domain to the function below; see docs/guides/third-party-widgets.md.
 */

/** The contract this file was written for. Another major is refused before anything here runs. */
export const contract = '1.0';

/** @param {import('../../../src/widget-kit/remote/module-kit').ModuleKit} portal */
export default function widget({ vue, kit, domain }) {
  const { h, defineComponent } = vue;

  /** The next report day on or after today; a month too short for it ends with its last day. */
  function nextDeadline(today, day) {
    const [year = 0, month = 1] = today.split('-').map(Number);
    for (const ahead of [0, 1]) {
      const last = new Date(Date.UTC(year, month + ahead, 0));
      const date = new Date(Date.UTC(year, month - 1 + ahead, Math.min(day, last.getUTCDate()))).toISOString().slice(0, 10);
      if (date >= today) return date;
    }
    return today;
  }

  const View = defineComponent({
    props: { vm: { type: Object, required: true } },
    setup(props) {
      const widget = kit.useWidget();
      return () => {
        const { vm } = props;
        const children = [
          h(kit.FigureValue, { figure: vm.left, label: { key: 'left' }, size: 'primary' }),
          h('p', { class: 'note' }, widget.t('due', { date: widget.format.date(vm.deadline) })),
        ];
        if (vm.judged) {
          children.push(h('p', null, [`${widget.text(vm.judged.name)}: `, h(kit.FigureValue, { figure: vm.judged.figure, label: { text: vm.judged.name } })]));
        } else {
          children.push(h('p', null, widget.t('unknown', { id: vm.indicator })));
        }
        return h('div', { class: 'report-countdown' }, children);
      };
    },
  });

  /** Pure: the same input gives the same figures; the day comes from `now`, never from a clock. */
  function model({ options, province, scope, now, snapshots }) {
    const today = domain.civilDate(now);
    const deadline = nextDeadline(today, options.day);
    const days = domain.daysBetween(today, deadline);
    const card = province.indicators.get(options.indicator);
    const reading = card ? kit.readIndicator(card, { province, scope, now, snapshots }) : null;
    const left = {
      measure: domain.measured(days), unit: 'day', decimals: 0, period: null, orgUnit: scope.unit, boundary: scope.boundary,
      indicator: null, slots: [], formula: null, attention: days <= 1 ? 'act' : days <= options.warnDays ? 'watch' : 'unknown',
    };
    return {
      empty: false,
      attention: left.attention,
      left, deadline, indicator: options.indicator,
      judged: card && reading ? { name: card.shortName, figure: reading.figure } : null,
    };
  }

  const messages = {
    vi: { left: 'Còn đến hạn báo cáo', due: 'Hạn gửi báo cáo: {date}', unknown: 'Không có chỉ tiêu “{id}”', title: 'Hạn báo cáo' },
    en: { left: 'Left to the report', due: 'Report due {date}', unknown: 'There is no indicator “{id}”', title: 'Report due' },
  };

  return kit.defineWidget({
    id: 'report-countdown',
    version: 1,
    title: { vi: 'Hạn báo cáo', en: 'Report due' },
    description: { vi: 'Số ngày còn lại đến hạn báo cáo, cùng chỉ tiêu phải báo cáo.', en: 'Days left to the next report, and the figure it reports.' },
    icon: 'calendar',
    size: { min: { w: 2, h: 2 }, default: { w: 3, h: 3 } },
    surfaces: ['desk', 'wall', 'phone', 'report'],
    options: {
      schema: kit.optionsSchema(({ day = 15, warnDays = 3, indicator = 'on-time-rate' }) => {
        if (!Number.isInteger(day) || day < 1 || day > 31) throw new Error('day: 1…31');
        if (!Number.isInteger(warnDays) || warnDays < 0) throw new Error('warnDays: ≥ 0');
        if (typeof indicator !== 'string') throw new Error('indicator: id');
        return { day, warnDays, indicator };
      }),
      fields: [
        { name: 'day', label: { vi: 'Ngày báo cáo hằng tháng', en: 'Report day of the month' }, input: 'number' },
        { name: 'warnDays', label: { vi: 'Nhắc trước (ngày)', en: 'Warn before (days)' }, input: 'number' },
        { name: 'indicator', label: { vi: 'Chỉ tiêu', en: 'Indicator' }, input: 'indicator' },
      ],
      migrate: (saved) => saved,
    },
    datasets: ({ options, province, scope, now }) => {
      const card = province.indicators.get(options.indicator);
      return card ? kit.indicatorSlots(card, scope, province, now) : {};
    },
    load: async () => ({ model, View, messages }),
    report: async () => ({
      report: (vm) => [{ kind: 'figure', label: { key: 'left' }, figure: vm.left, comparisons: vm.judged ? [{ label: { text: vm.judged.name }, figure: vm.judged.figure }] : [] }],
    }),
  });
}

import { defineWidget } from '@/widget-kit/widget';
import { datasets } from './datasets';
import { options, type InvestmentOptions } from './options';
import type { InvestmentVm } from './view-model';

export default defineWidget<InvestmentOptions, InvestmentVm>({
  id: 'public-investment',
  version: 1,
  title: { vi: 'Giải ngân vốn đầu tư công', en: 'Public investment' },
  description: {
    vi: 'Giải ngân so với kế hoạch Thủ tướng giao và HĐND tỉnh giao, so mục tiêu và cùng kỳ; theo chủ đầu tư, dự án, bản đồ và từng tháng.',
    en: 'Disbursement against the plans of the Prime Minister and of the council, the target and last year; by owner, project, map and month.',
  },
  icon: 'coins',
  size: { min: { w: 2, h: 3 }, default: { w: 4, h: 7 } },
  surfaces: ['desk', 'wall', 'phone', 'report'],
  options,
  datasets,
  load: () => import('./body').then((module) => module.body),
  report: () => import('./report'),
});

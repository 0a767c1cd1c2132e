import { namedSamples } from '@/widget-kit/testing/named-samples';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import type { TextOptions } from './options';

const options: TextOptions = {
  text: [
    '# Giao ban tuần', '',
    'Trang này phục vụ **giao ban sáng thứ Hai** của lãnh đạo tỉnh. Số liệu lấy từ hệ thống của các đơn vị lúc 07:00.', '',
    '## Việc cần cho ý kiến', '- Hồ sơ *quá hạn* tại 3 đơn vị', '- Giải ngân vốn đầu tư công', '- Trực ban mùa mưa lũ', '',
    'Xem thêm [trang của các sở, ngành](/dashboards/department) hoặc [Cổng dịch vụ công quốc gia](https://dich-vu-cong.example).',
  ].join('\n'),
  textEn: '# Weekly meeting\n\nThis page serves the **Monday meeting** of the provincial leaders.',
};
const base = namedSamples<TextOptions>({ options, province: sampleProvince(), datasets: () => ({}), normal: () => undefined, extreme: () => undefined });

/** It asks no source, so most states are alike; what differs is the text. */
export const samples = base.map((sample) => {
  const text = { empty: '', missing: '', extreme: `${options.text}\n\n${'1. Nội dung rất dài '.repeat(40)}\n<script>alert(1)</script>\n[x](javascript:alert(1))` }[sample.name as string];
  return text === undefined ? sample : { ...sample, input: { ...sample.input, options: { text } } };
});

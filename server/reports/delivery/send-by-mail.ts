import type { Result } from '@/domain/result';
import { createFormat } from '@/format/create-format';
import type { MailPlan } from './destination';
import { handOver } from './mail-server';
import type { Arrived, Parcel, SendFault } from './sending';
import type { WebParts } from './web-exchange';

const format = createFormat('vi');

/** A letter with the file; its Message-ID is the delivery, so that a server that keeps one of each keeps one. */
export function sendByMail(plan: MailPlan, parcel: Parcel, parts: WebParts, signal: AbortSignal): Promise<Result<Arrived, SendFault>> {
  return handOver(plan, {
    messageId: messageIdOf(parcel.id, plan),
    subject: `${parcel.state === 'issued' ? '' : '[Dự thảo] '}${parcel.title} - ${parcel.unit.name}`,
    text: bodyOf(parcel),
    attachments: [{ filename: parcel.fileName, content: Buffer.from(parcel.bytes), contentType: parcel.type, contentDisposition: 'attachment' }],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Toan-Canh-Delivery': parcel.id, 'X-Toan-Canh-SHA256': parcel.hash },
  }, parts, signal);
}

export const messageIdOf = (id: string, { from }: Pick<MailPlan, 'from'>): string => `<${id.replace(/[^\w.-]/g, '-')}@${from.address.split('@').at(-1) ?? 'localhost'}>`;

/** What a clerk must know of the file without opening it. */
export function bodyOf({ title, unit, period, number, state, version, asOf, fileName, bytes, hash }: Parcel): string {
  const lines: readonly (readonly [what: string, is: string])[] = [
    ['Báo cáo', title], ['Đơn vị', unit.name], ['Kỳ báo cáo', period.name], ...(number === null ? [] : [['Số, ký hiệu', number] as const]),
    ['Trạng thái', state === 'issued' ? `đã ban hành${version > 1 ? `, bản ${version} (đính chính)` : ''}` : 'DỰ THẢO, chưa ban hành'],
    ['Số liệu lấy lúc', format.dateTime(asOf)], ['Tệp đính kèm', `${fileName} (${format.number(bytes.length, 0)} byte)`], ['SHA-256 của tệp', hash],
  ];
  return `${lines.map(([what, is]) => `${what}: ${is}`).join('\r\n')}\r\n\r\nThư gửi tự động từ hệ thống Toàn Cảnh, vui lòng không trả lời thư này.\r\n`;
}

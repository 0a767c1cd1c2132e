import type { DocumentHead, DocumentSection, DocumentTail } from '../../document/document';
import { words } from './markup';

const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
/** "ỦY BAN NHÂN DÂN" and whose it is stand on two lines. */
const COMMITTEE = /^(ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)\s+(?=\S)/u;

const line = (look: string, text: string): string => `<p class="${look}">${words(text)}</p>`;
const ruled = (look: string, text: string, length: '' | ' short'): string => `<p class="${look}"><span class="ruled${length}">${words(text)}</span></p>`;

/** Who issues, under which number, where and when, and what about: the first page down to the text. */
export function letterheadMarkup(head: DocumentHead): string {
  return [
    '<header><div class="letterhead">',
    `<div>${head.bodyAbove === null ? '' : line('above', head.bodyAbove)}${ruled('issuer', head.body.replace(COMMITTEE, '$1\n'), ' short')}</div>`,
    `<div lang="vi">${line('nation', NATION)}${ruled('motto', MOTTO, '')}</div>`,
    `<div class="second">${line('number', head.number)}${head.kind === null ? line('about', head.subject) : ''}</div>`,
    `<div class="second">${line('place', head.placeAndDate)}</div>`,
    '</div>',
    head.kind === null ? '' : `<h1><span class="kind">${words(head.kind)}</span> <span class="ruled short">${words(head.subject)}</span></h1>`,
    '</header>',
  ].join('\n');
}

export function appendixMarkup(appendix: NonNullable<DocumentSection['appendix']>): string {
  return `<header class="appendix-head"><h2><span>${words(appendix.label)}</span> <span>${words(appendix.title)}</span></h2>`
    + `<p><span class="ruled short">${words(appendix.attachedTo)}</span></p></header>`;
}

/** Who receives the document, and who signs it; never torn from each other by the end of a page. */
export function tailMarkup({ recipients, signature }: DocumentTail): string {
  const listed = recipients.map((recipient, at) => `<li>${words(recipientLine(recipient, at === recipients.length - 1))}</li>`).join('\n');
  return [
    '<footer class="tail">',
    `<div class="recipients" lang="vi">${recipients.length === 0 ? '' : `<p>Nơi nhận:</p>\n<ul>${listed}</ul>`}</div>`,
    `<div class="signature">${signature.authority === null ? '' : line('authority', signature.authority)}${line('position', signature.position)}${line('signed', signature.name)}</div>`,
    '</footer>',
  ].join('\n');
}

/** "UBND tỉnh;", and the last with a full stop. */
const recipientLine = (recipient: string, isLast: boolean): string => recipient.trim().replace(/^-\s*/, '').replace(/[.;]$/, '') + (isLast ? '.' : ';');

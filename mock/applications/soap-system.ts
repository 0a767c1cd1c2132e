import { parseDay, zonedText } from '../clock';
import type { MockReply, MockRequest, SourceSystem } from '../http/system';
import type { World } from '../world';
import { APPLICATIONS, measuresOf, type Measured } from './figures';

const XML = 'text/xml; charset=utf-8';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const MOST_DAYS = 800;

const reply = (status: number, body: string): MockReply => ({ status, type: XML, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` });
const envelope = (inner: string): string => `<soap:Envelope xmlns:soap="${SOAP}"><soap:Body>${inner}</soap:Body></soap:Envelope>`;
/** As such services do, with status 200 where it is the asker's mistake. */
const fault = (text: string): MockReply => reply(200, envelope(`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${text}</faultstring></soap:Fault>`));

const rowOf = ({ period, code, name, unit, decimals, value, final }: Measured): string =>
  `<chiTieu ma="${code}" ten="${name}" soLe="${decimals}"><ky>${period}</ky><donViTinh>${unit}</donViTinh><giaTri>${value ?? ''}</giaTri><chot>${final ? 1 : 0}</chot></chiTieu>`;

/** The text of an element; the questions are ours, and short. */
const textIn = (body: string, name: string): string => new RegExp(`<(?:\\w+:)?${name}>([^<]*)</`).exec(body)?.[1]?.trim() ?? '';

interface Asked {
  readonly system: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
}

function rowsFor(world: World, { system, from: first, to: last, by }: Asked, now: number): string | null {
  const application = APPLICATIONS.get(system);
  const [from, to] = [parseDay(first), parseDay(last)];
  if (!application || from === undefined || to === undefined || to < from || to - from > MOST_DAYS) return null;
  return measuresOf(world, application, from, to, by === 'month' ? 'month' : 'day', now).map(rowOf).join('');
}

function answer(world: World, { method, path, query, body, now }: MockRequest): MockReply {
  const head = `<thoiDiem>${zonedText(now)}</thoiDiem><duLieuMau>1</duLieuMau>`;
  if (path === '/services/thong-ke' && method === 'POST') {
    const asked = { system: textIn(body, 'heThong'), from: textIn(body, 'tuNgay'), to: textIn(body, 'denNgay'), by: textIn(body, 'theo') };
    const rows = rowsFor(world, asked, now);
    if (rows === null) return fault('Sai hệ thống hoặc thời gian');
    return reply(200, envelope(`<thongKeResponse xmlns="urn:tinh:thong-ke">${head}<danhSach heThong="${asked.system}">${rows}</danhSach></thongKeResponse>`));
  }
  if (path === '/edxml/thong-ke' && method === 'GET') {
    const asked = { system: query.get('heThong') ?? '', from: query.get('tuNgay') ?? '', to: query.get('denNgay') ?? '', by: query.get('theo') ?? '' };
    const rows = rowsFor(world, asked, now);
    if (rows === null) return reply(400, '<edXML:edXML xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:loi>Sai hệ thống hoặc thời gian</edXML:loi></edXML:edXML>');
    return reply(200, `<edXML:edXML xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope><edXML:edXMLBody>${head}<danhSach heThong="${asked.system}">${rows}</danhSach></edXML:edXMLBody></edXML:edXMLEnvelope></edXML:edXML>`);
  }
  return reply(404, '<loi>Không có dịch vụ này</loi>');
}

/** Older applications of the province: SOAP 1.1, and documents in an edXML-style envelope. */
export function createLgspSoap(world: World): SourceSystem {
  return {
    id: 'lgsp-soap',
    title: { vi: 'Ứng dụng của tỉnh qua trục dịch vụ (SOAP, edXML)', en: 'Applications on the service bus (SOAP, edXML)' },
    endpoints: [
      ['POST', '/services/thong-ke (heThong, tuNgay, denNgay, theo)', 'số liệu của một hệ thống, SOAP 1.1'],
      ['GET', '/edxml/thong-ke?heThong&tuNgay&denNgay&theo=day|month', 'số liệu của một hệ thống, XML'],
    ],
    tickMs: 60_000,
    places: { rename: ['giaTri', 'soLieu'], numbers: ['giaTri'], rows: ['chiTieu'], events: [] },
    answer: (request) => answer(world, request),
  };
}

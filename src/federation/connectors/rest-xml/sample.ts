import type { DatasetSpec } from '../../connector';

/** A SOAP 1.1 answer as such services give them (form documented by W3C, NOTE-SOAP-20000508; figures invented). */
export const sampleSoap = `<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns="urn:tinh:ho-tich">
  <soap:Body>
    <ns:thongKeResponse>
      <ns:thoiDiem>2026-11-20T08:30:00+07:00</ns:thoiDiem>
      <ns:danhSach>
        <ns:dong ma="16681"><ns:khaiSinh>12</ns:khaiSinh><ns:khaiTu>3</ns:khaiTu></ns:dong>
        <ns:dong ma="16690"><ns:khaiSinh>7</ns:khaiSinh><ns:khaiTu/></ns:dong>
      </ns:danhSach>
    </ns:thongKeResponse>
  </soap:Body>
</soap:Envelope>`;

/** The same service failing (documented). */
export const sampleFault = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>
  <faultcode>soap:Server</faultcode><faultstring>Hết phiên làm việc</faultstring></soap:Fault></soap:Body></soap:Envelope>`;
export const sampleFault12 = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault>
  <e:Code><e:Value>e:Receiver</e:Value></e:Code><e:Reason><e:Text xml:lang="vi">Quá tải</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>`;

/** A dataset that reads it into a cube of unit by metric. */
export const sampleDataset: DatasetSpec = {
  id: 'civil-status', connector: 'rest-xml', shape: 'cube', classification: 'internal',
  parameters: [{ name: 'period', required: true }, { name: 'note', required: false }],
  request: {
    method: 'POST', path: 'ho-tich', soap: '1.1', action: 'urn:tinh:ho-tich/thongKe', idempotent: true,
    body: '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><thongKe xmlns="urn:tinh:ho-tich"><tuNgay>{period.start}</tuNgay><denNgay>{period.lastDay}</denNgay></thongKe></soap:Body></soap:Envelope>',
  },
  mapping: {
    lists: ['Envelope/Body/thongKeResponse/danhSach/dong'],
    expects: {
      '/Envelope/Body/thongKeResponse/danhSach/dong': 'list',
      '/Envelope/Body/thongKeResponse/danhSach/dong/*/@ma': 'text',
      '/Envelope/Body/thongKeResponse/danhSach/dong/*/khaiSinh/#number': 'whole|null',
      '/Envelope/Body/thongKeResponse/danhSach/dong/*/khaiTu/#number': 'whole|null',
    },
    expression: `Envelope.Body.thongKeResponse.{
      "asOf": thoiDiem."#text",
      "dimensions": [
        { "id": "unit", "role": "geo" },
        { "id": "metric", "role": "metric", "categories": [
          { "code": "births", "label": "Khai sinh", "unit": "case" }, { "code": "deaths", "label": "Khai tử", "unit": "case" } ] } ],
      "cells": $cells(danhSach.dong, ["@ma"], { "khaiSinh/#number": "births", "khaiTu/#number": "deaths" })
    }`,
    limits: { births: { max: 5_000 } },
  },
};

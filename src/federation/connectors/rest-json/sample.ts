import type { DatasetSpec } from '../../connector';

/** A one-stop system's monthly totals by unit, as such systems answer. */
export const samplePayload = {
  maLoi: 0,
  thoiDiem: '2026-11-20T08:30:00',
  ketQua: [
    { maDonVi: '40', tongSo: 120, quaHan: 3 },
    { maDonVi: '16681', tongSo: 80, quaHan: 1 },
    { maDonVi: '16690', tongSo: 40, quaHan: 2 },
  ],
};

/** A dataset that reads it into a cube of unit by metric. */
export const sampleDataset: DatasetSpec = {
  id: 'procedure-by-unit',
  connector: 'rest-json',
  shape: 'cube',
  classification: 'internal',
  parameters: [{ name: 'period', required: true }, { name: 'level', required: false }],
  request: { path: 'bao-cao/thong-ke', query: { tuNgay: '{period.start}', denNgay: '{period.lastDay}', cap: '{level}' } },
  mapping: {
    expects: { '/ketQua': 'list', '/ketQua/*/maDonVi': 'text', '/ketQua/*/tongSo': 'whole', '/ketQua/*/quaHan': 'whole' },
    failure: 'maLoi != 0 ? $string(maLoi)',
    expression: `{
      "asOf": thoiDiem,
      "dimensions": [
        { "id": "unit", "role": "geo" },
        { "id": "metric", "role": "metric", "categories": [
          { "code": "received", "label": "Tiếp nhận", "unit": "dossier", "decimals": 0 },
          { "code": "overdue", "label": "Quá hạn", "unit": "dossier", "decimals": 0 } ] } ],
      "cells": $cells(ketQua, ["maDonVi"], { "tongSo": "received", "quaHan": "overdue" })
    }`,
    limits: { received: { max: 1_000_000 } },
  },
};

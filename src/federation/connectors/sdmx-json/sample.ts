import type { DatasetSpec } from '../../connector';

const values = (...codes: readonly string[]): object[] => codes.map((id) => ({ id, name: id }));
const component = (id: string, ...codes: readonly string[]): object => ({ id, name: id, values: values(...codes) });

/** Documented form: data message 1.0, series of observations by time (field guide of sdmx-json 1.0). Values invented. */
export const samplePayload = {
  meta: { id: 'KTXH-1', prepared: '2026-11-06T02:00:00Z', test: false, sender: { id: 'THONGKE' } },
  data: {
    structure: {
      name: 'Chỉ tiêu kinh tế – xã hội',
      dimensions: {
        dataSet: [component('FREQ', 'M')],
        series: [component('REF_AREA', '40'), { id: 'INDICATOR', name: 'Chỉ tiêu', values: [{ id: 'IIP', name: 'Chỉ số sản xuất công nghiệp' }, { id: 'BANLE', name: 'Tổng mức bán lẻ hàng hóa' }] }],
        observation: [component('TIME_PERIOD', '2026-08', '2026-09', '2026-10')],
      },
      attributes: {
        dataSet: [],
        series: [component('UNIT_MULT', '0', '9'), component('DECIMALS', '1', '2'), component('UNIT_MEASURE', 'PC', 'VND')],
        observation: [{ ...component('OBS_STATUS', 'A', 'E', 'P', 'M'), default: 'A' }, component('COMMENT')],
      },
    },
    dataSets: [{
      action: 'Information',
      series: {
        '0:0': { attributes: [0, 0, 0], observations: { 0: [108.2], 1: [109.5, 0], 2: [110.1, 1, null] } },
        '0:1': { attributes: [1, 1, 1], observations: { 0: [12345.67], 1: [null, 3], 2: [13000.05, 2] } },
      },
    }],
  },
  errors: [],
};

const { structure } = samplePayload.data;

/** Documented form: the same figures as a data message 2.0, a flat list of observations with a measure. Values invented. */
export const sampleFlat = {
  meta: { id: 'KTXH-2', prepared: '2026-11-06T02:00:00Z' },
  data: {
    structures: [{
      dimensions: { observation: [...structure.dimensions.dataSet, ...structure.dimensions.series, ...structure.dimensions.observation] },
      measures: { observation: [{ id: 'OBS_VALUE', name: 'Giá trị' }] },
      attributes: { dataSet: [], observation: [...structure.attributes.observation, ...structure.attributes.series] },
    }],
    dataSets: [{
      structure: 0,
      observations: {
        '0:0:0:0': [108.2, null, null, 0, 0, 0], '0:0:0:1': [109.5, 0, null, 0, 0, 0], '0:0:0:2': [110.1, 1, null, 0, 0, 0],
        '0:0:1:0': [12345.67, null, null, 1, 1, 1], '0:0:1:1': [null, 3, null, 1, 1, 1], '0:0:1:2': [13000.05, 2, null, 1, 1, 1],
      },
    }],
  },
};

/** A dataset that reads both into a cube of metric by unit by month. */
export const sampleDataset: DatasetSpec = {
  id: 'socio-economic-sdmx', connector: 'sdmx-json', shape: 'cube', classification: 'public',
  parameters: [{ name: 'from', required: true }, { name: 'to', required: true }, { name: 'units', required: false }],
  request: { flow: 'THONGKE,DF_KTXH,1.0', key: ['M', '{units}', 'IIP+BANLE'], start: '{from}', end: '{to}' },
  mapping: {
    time: { dimension: 'TIME_PERIOD', calendar: 'calendar' },
    geo: { dimension: 'REF_AREA' },
    metric: {
      dimension: 'INDICATOR',
      metrics: { IIP: { code: 'industrial-production-index', unit: 'index' }, BANLE: { code: 'retail-sales', unit: 'billion-dong', decimals: 2, divideBy: 1e9, sourceUnit: 'VND' } },
    },
    status: { A: 'official', E: 'estimated', P: 'provisional', M: 'not-available' },
    limits: { 'retail-sales': { min: 0, max: 100_000 } },
  },
};

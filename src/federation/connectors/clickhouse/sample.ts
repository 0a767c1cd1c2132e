import type { DatasetSpec } from '../../connector';

/** Recorded from ClickHouse 18.16 (`FORMAT JSONCompact`), statistics left out. */
export const samplePayload = '{"meta":[{"name":"don_vi","type":"String"},{"name":"thang","type":"Date"},{"name":"n","type":"UInt64"},{"name":"cham","type":"Nullable(Float64)"},{"name":"cap_nhat","type":"DateTime(\'UTC\')"}],"data":[["00123","2026-10-01","2",0.25,"2026-10-06 01:00:00"],["16681","2026-10-01","1",null,"2026-10-05 02:30:00"]],"rows":2}';

/** Recorded from ClickHouse 18.16: an error after rows had been sent, the status being 200. */
export const brokenPayload = '{"meta":[{"name":"n","type":"UInt64"}],"data":[["0"],["1"],Code: 395, e.displayText() = DB::Exception: Value passed to \'throwIf\' function is non zero, e.what() = DB::Exception';

/** Documented for 23.8 and later (`http_write_exception_in_output_format`). */
export const exceptionPayload = '{"meta":[{"name":"n","type":"UInt64"}],"data":[["0"]],"rows":1,"exception":"Code: 159. DB::Exception: Timeout exceeded: elapsed 5.1 seconds. (TIMEOUT_EXCEEDED)"}';

/** Calls of the integration platform by unit and month. */
export const sampleDataset: DatasetSpec = {
  id: 'lgsp-calls', connector: 'clickhouse', shape: 'cube', classification: 'internal',
  parameters: [{ name: 'unit', required: false }, { name: 'period', required: true }],
  request: {
    database: 'lgsp', statement: 'select don_vi, toStartOfMonth(luc) as thang, count() as n, avg(cham) as cham, max(luc) as cap_nhat from giao_dich where luc < :den and (don_vi = :don_vi or :don_vi is null) group by don_vi, thang',
    parameters: { den: { type: 'date', from: '{period.end}' }, don_vi: { type: 'text', from: '{unit}' } },
  },
  mapping: {
    columns: {
      don_vi: { as: 'geo' }, thang: { as: 'time', period: 'month' }, n: { as: 'metric', code: 'calls', unit: 'request', decimals: 0 }, cham: { as: 'metric', code: 'delay', unit: 'second', decimals: 2 }, cap_nhat: { as: 'as-of' },
    },
  },
};

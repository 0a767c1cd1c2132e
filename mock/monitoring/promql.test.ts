import { describe, expect, it } from 'vitest';
import { NOW, smallWorld } from '../small-province.fixture';
import { createPrometheus } from './prometheus';
import { evaluate } from './promql-evaluate';
import { parsePromQl } from './promql-parse';

const store = {
  now: 10_000,
  series: [
    { labels: { __name__: 'up', host: 'a', site: 'x' }, at: () => 1 }, { labels: { __name__: 'up', host: 'b', site: 'x' }, at: () => 0 }, { labels: { __name__: 'up', host: 'c', site: 'y' }, at: () => 1 },
    { labels: { __name__: 'bytes', host: 'a' }, at: (seconds: number) => seconds * 5 },
  ],
};
const value = (query: string, at = 10_000): unknown => evaluate(store, parsePromQl(query), at);
const prometheus = createPrometheus(smallWorld());
const asked = (address: string): { status: number; body: { error?: string; errorType?: string } } => {
  const url = new URL(address, 'http://mock');
  const reply = prometheus.answer({ method: 'GET', path: url.pathname, query: url.searchParams, body: '', now: NOW });
  return { status: reply.status, body: JSON.parse(reply.body) as { error?: string } };
};

describe('the part of PromQL that the mock speaks', () => {
  it.each<[string, unknown]>([
    ['1 + 2 * 3', 7], ['-(2 - 4) / 4', 0.5], ['up{host="a"}', [{ labels: { __name__: 'up', host: 'a', site: 'x' }, value: 1 }]], ['up{host=~"a|b",host!="a"} * 100', [{ labels: { host: 'b', site: 'x' }, value: 0 }]],
    ['sum by (site) (up)', [{ labels: { site: 'x' }, value: 1 }, { labels: { site: 'y' }, value: 1 }]], ['count(up) by (site)', [{ labels: { site: 'x' }, value: 2 }, { labels: { site: 'y' }, value: 1 }]],
    ['100 * avg(up{site="x"})', [{ labels: {}, value: 50 }]], ['rate(bytes[5m])', [{ labels: { host: 'a' }, value: 5 }]], ['increase(bytes[1m])', [{ labels: { host: 'a' }, value: 300 }]],
    ['sum by (host) (up) / count by (host) (up{site="y"})', [{ labels: { host: 'c' }, value: 1 }]], ['{__name__=~"b.+"} # a remark', [{ labels: { __name__: 'bytes', host: 'a' }, value: 50_000 }]], ['min_over_time(up{host="b"}[1h])', [{ labels: { host: 'b', site: 'x' }, value: 0 }]],
  ])('%s', (query, expected) => expect(value(query)).toEqual(expected));

  it('has nothing of the future, and of a day that runs what has been of it', () => {
    expect(value('up', 20_000)).toEqual([]);
    expect(value('avg_over_time(up{host="a"}[1d])', 80_000)).toEqual([{ labels: { host: 'a', site: 'x' }, value: 1 }]);
  });

  it.each(['up{', 'up{host}', 'sum by site (up)', 'topk(3, up)', 'up == 0', 'rate(up)', '{host=""}', 'up[5m]', 'a b', '"x', 'up{host=~"("}'])('refuses %s as Prometheus does', (query) => {
    expect(asked(`/api/v1/query?query=${encodeURIComponent(query)}`)).toMatchObject({ status: 400, body: { errorType: 'bad_data', error: expect.stringMatching(/^invalid parameter "query": /) as string } });
  });

  it('refuses steps and times that are none', () => {
    for (const tail of ['start=1&end=2&step=0', 'start=x&end=2&step=1', 'start=5&end=2&step=1', 'start=0&end=999999&step=1']) expect(asked(`/api/v1/query_range?query=1&${tail}`).status, tail).toBe(400);
  });
});

/** What a small operations centre watches: sample figures, in the names and labels that the pack's datasets ask for. */
interface Link {
  readonly link: string;
  readonly name: string;
  readonly kind: 'wan' | 'internet';
  readonly unit: string;
  readonly up: boolean;
}

export const LINKS: readonly Link[] = [
  { link: 'wan-16681', name: 'Đường truyền phường Trường Vinh', kind: 'wan', unit: '16681', up: true },
  { link: 'wan-16690', name: 'Đường truyền phường Thành Vinh', kind: 'wan', unit: '16690', up: false },
  { link: 'internet-1', name: 'Internet "đường chính"', kind: 'internet', unit: 'H41.06', up: true },
];
/** Epoch seconds since when what is down is down. */
export const DOWN_SINCE = 1_795_000_000;

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const series = (metric: string, labels: Readonly<Record<string, string>>, value: number): string =>
  `${metric}{${Object.entries(labels).map(([name, of]) => `${name}=${quoted(of)}`).join(',')}} ${value}\n`;

function readingsOfLink({ link, name, kind, unit, up }: Link): string {
  const labels = { link, display: name, kind, unit, system: kind === 'wan' ? 'mang-tslcd-wan' : 'ha-tang-vien-thong', provider: 'vnpt' };
  return series('noc:link_up', labels, up ? 1 : 0) + series('noc:link_capacity_mbps', labels, 100)
    + (up ? series('noc:link_use_percent', labels, 42.5) + series('noc:link_latency_ms', labels, NaN) : series('noc:link_down_since_seconds', labels, DOWN_SINCE));
}

/** Prometheus' text form of the readings of `links`. */
export const readingsOf = (links: readonly Link[] = LINKS): string => {
  const wan = links.filter(({ kind }) => kind === 'wan');
  const up = wan.filter((link) => link.up).length;
  const system = { system: 'mang-tslcd-wan' };
  const host = { host: 'web-01', display: 'Cổng dịch vụ công', kind: 'web', system: 'may-chu-luu-tru', site: 'dc', unit: 'H41.06' };
  const lines = [
    ...links.map(readingsOfLink),
    series('noc:system_parts', system, wan.length), series('noc:system_parts_up', system, up), series('noc:system_up_percent', system, wan.length === 0 ? NaN : (100 * up) / wan.length),
    series('noc:host_up', host, 1), series('noc:host_cpu_percent', host, 37.25), series('noc:host_memory_percent', host, 61), series('noc:host_limit_percent', host, 85),
  ];
  // The text form wants the samples of one metric together.
  return lines.join('').split('\n').filter(Boolean).sort().map((line) => `${line}\n`).join('');
};

const SHOWN = '{{ $labels.display }}';
export const RULES = `groups:
  - name: noc
    rules:
      - alert: LinkDown
        expr: noc:link_up == 0
        labels: { severity: critical }
        annotations: { summary: 'Mất kết nối: ${SHOWN}' }
      - alert: HostDown
        expr: noc:host_up == 0
        labels: { severity: critical }
        annotations: { summary: 'Máy chủ không trả lời: ${SHOWN}' }
`;

export interface Watched {
  readonly port: number;
  /** Of the node exporter. */
  readonly target: string;
  /** Base address; null where alerts are told to nobody. */
  readonly alertmanager: string | null;
  /** Seconds between two looks. */
  readonly every: string;
  readonly more?: string;
}

/** `prometheus.yml`: itself and the machine with its readings are asked, alerts go to the Alertmanager. */
export const prometheusOf = ({ port, target, alertmanager, every, more = '' }: Watched): string => `
global: { scrape_interval: ${every}, scrape_timeout: ${every}, evaluation_interval: ${every} }
rule_files: [rules.yml]
scrape_configs:
  - job_name: prometheus
    static_configs: [{ targets: ['127.0.0.1:${port}'] }]
  - job_name: node
    static_configs: [{ targets: ['${target}'], labels: { site: dc } }]
    honor_labels: true
${alertmanager === null ? '' : `alerting: { alertmanagers: [{ static_configs: [{ targets: ['${new URL(alertmanager).host}'] }] }] }\n`}${more}`;

export interface Told {
  /** Where alerts are delivered to; null: nowhere. */
  readonly webhook: { readonly url: string; readonly token: string } | null;
  /** Pauses of the one route, as Alertmanager writes them. */
  readonly wait: string;
  readonly interval: string;
  readonly repeat: string;
}

/** `alertmanager.yml`: the line to the Internet cut, nobody is told of the lines that hang on it. */
export const alertmanagerOf = ({ webhook, wait, interval, repeat }: Told): string => `
route: { receiver: portal, group_by: ['alertname'], group_wait: ${wait}, group_interval: ${interval}, repeat_interval: ${repeat} }
inhibit_rules:
  - { source_matchers: ['kind="internet"'], target_matchers: ['kind="wan"'], equal: [provider] }
receivers:
  - name: portal
${webhook === null ? '' : `    webhook_configs:
      - { url: '${webhook.url}', send_resolved: true, http_config: { authorization: { credentials: '${webhook.token}' } } }
`}`;

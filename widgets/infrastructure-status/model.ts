import { dimension } from '@/domain/cube/cube';
import type { Attention } from '@/domain/indicator';
import { cellIn, countFigure, cubeIn, momentFigure } from '@/widget-kit/snapshot-reading';
import { downOf, partCounts, parts, type Input } from './parts';
import { troubles } from './troubles';
import type { InfrastructureContent, InfrastructureVm, PartRow, TroubleRow } from './view-model';

/** What is down that a summary names. */
const NAMED = 8;

const loud = (rows: readonly TroubleRow[] | null): readonly TroubleRow[] | null => rows && rows.filter(({ silence }) => silence === null);
const quiet = (rows: readonly TroubleRow[] | null): readonly TroubleRow[] | null => rows && rows.filter(({ silence }) => silence !== null);
const alone = (rows: readonly TroubleRow[] | null): readonly TroubleRow[] | null => rows && rows.filter(({ lonely }) => lonely);
const worstOf = (rows: readonly { readonly attention: Attention }[] | null): Attention =>
  rows === null ? 'unknown' : (['act', 'watch'] as const).find((one) => rows.some(({ attention }) => attention === one)) ?? 'good';

interface Told {
  readonly content: InfrastructureContent;
  readonly attention: Attention;
}

function summary(input: Input): Told {
  const hosts = parts(input, 'hosts');
  const links = parts(input, 'links');
  const { alerts, problems, known } = troubles(input);
  const lists = [hosts, links, alerts, problems];
  const found = lists.flatMap((list) => (list === null ? [] : [worstOf(list)]));
  return {
    attention: found.length === 0 ? 'unknown' : worstOf(found.map((attention) => ({ attention }))),
    content: {
      kind: 'summary', hosts: partCounts(input, 'hosts', hosts), links: partCounts(input, 'links', links),
      alerts: countFigure(input, 'alerts', loud(alerts), 'alert', worstOf(loud(alerts)) === 'act' ? 'act' : 'unknown', known.alerts),
      silenced: countFigure(input, 'alerts', quiet(alerts), 'alert', 'unknown', known.alerts),
      problems: countFigure(input, 'problems', loud(problems), 'incident'),
      lonely: countFigure(input, 'problems', alone(problems), 'incident', (alone(problems)?.length ?? 0) > 0 ? 'watch' : 'unknown', known.problems),
      down: downOf(input, hosts, links)?.slice(0, NAMED) ?? null,
    },
  };
}

function partsView(input: Input, of: PartRow['slot']): Told {
  const rows = parts(input, of);
  return { attention: worstOf(rows), content: { kind: 'parts', of, rows: rows ?? [], limit: input.options.limit, counts: partCounts(input, of, rows) } };
}

function alertsView(input: Input): Told {
  const { all, known } = troubles(input);
  const whole = known.alerts && known.problems;
  return {
    attention: worstOf(all),
    content: {
      kind: 'alerts', rows: all ?? [], limit: input.options.limit, open: countFigure(input, 'alerts', loud(all), 'count', 'unknown', known.alerts),
      silenced: countFigure(input, 'alerts', quiet(all), 'count', 'unknown', known.alerts),
      lonely: countFigure(input, 'alerts', alone(all), 'count', (alone(all)?.length ?? 0) > 0 ? 'watch' : 'unknown', whole),
    },
  };
}

/** Readings of each room, as many as the cube gives, in its own words. No limits are declared, so none is judged. */
function environment(input: Input): InfrastructureContent {
  const cube = cubeIn(input, 'environment');
  const metrics = (cube && dimension(cube, 'metric'))?.categories ?? [];
  return {
    kind: 'environment',
    sites: ((cube && dimension(cube, 'site'))?.categories ?? []).map((site) => ({
      id: site.code, label: { literal: site.label },
      metrics: metrics.map((metric) => ({
        id: metric.code, label: { key: `metric.${metric.code}` },
        figure: momentFigure(input, 'environment', cellIn(cube, { site: site.code, metric: metric.code }), metric.unit ?? 'count', { decimals: metric.decimals ?? 0, orgUnit: input.province.unit }),
      })),
    })),
  };
}

function tell(input: Input): Told {
  switch (input.options.view) {
    case 'summary': return summary(input);
    case 'hosts': return partsView(input, 'hosts');
    case 'links': return partsView(input, 'links');
    case 'alerts': return alertsView(input);
    case 'environment': return { content: environment(input), attention: 'unknown' };
  }
}

/** The infrastructure as it stands at `now`. Pure; a list that did not come is missing, never zero; no alert is a good answer and not an empty one. */
export function model(input: Input): InfrastructureVm {
  const { content, attention } = tell(input);
  const answers = Object.values(input.snapshots);
  const nothing = answers.length > 0 && answers.every((snapshot) => snapshot.state === 'empty' && snapshot.data === undefined);
  const none = answers.some(({ data }) => data !== undefined) && ((content.kind === 'parts' && content.rows.length === 0) || (content.kind === 'environment' && content.sites.length === 0));
  return { empty: nothing || none, attention, content };
}

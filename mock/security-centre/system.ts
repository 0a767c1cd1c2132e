import { dateText, dayAt, parseDay } from '../clock';
import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { alertsOn, alertState, recentAlerts, SEVERITIES } from './alerts';
import { estate, systemsByLevel } from './coverage';
import { incidentState, NOTIFY_WITHIN, recentIncidents, REPORT_WITHIN } from './incidents';

/** The centre still writes agencies as QCVN 102:2016/BTTTT did: level 1 last. */
const codeOfCentre = (unit: string): string => unit.replace(/^([A-Z]\d\d)\.(\d\d)$/, '000.00.$2.$1');

/** Resolved alerts stay in the list this long; open ones always do. */
const DAYS_LISTED = 7;
const MOST_DAYS = 400;

const meta = (now: number, total: number): object => ({ sample_data: true, generated_at: Math.floor(now / 1000), total, returned: total });

function listAlerts(world: World, now: number): object {
  const seconds = now / 1000;
  const alerts = recentAlerts(world, now, DAYS_LISTED).map((alert) => {
    const status = alertState(alert, seconds);
    return {
      alert_id: alert.id, first_seen: alert.firstSeen, severity: alert.severity, rule_name: alert.rule, asset: alert.system, org_code: codeOfCentre(alert.owner),
      status, assignee: status === 'new' ? null : alert.team, assigned_at: status === 'new' ? null : alert.assignedAt,
    };
  });
  return { meta: meta(now, alerts.length), alerts };
}

function listIncidents(world: World, now: number): object {
  const seconds = now / 1000;
  const past = (at: number): number | null => (at <= seconds ? at : null);
  const incidents = recentIncidents(world, now).map((incident) => ({
    incident_id: incident.id, opened_at: incident.openedAt, severity: incident.severity, title: incident.title, asset: incident.system, org_code: incident.owner,
    status: incidentState(incident, seconds), team: incident.team,
    notify_due: incident.openedAt + NOTIFY_WITHIN, notified_at: past(incident.notifiedAt),
    report_due: incident.openedAt + REPORT_WITHIN, reported_at: past(incident.reportedAt),
  }));
  return { meta: meta(now, incidents.length), incidents };
}

/** Alerts a day by severity; days that have not begun have null. */
function histogram(world: World, from: number, to: number, now: number): object {
  const today = dayAt(now);
  const buckets = Array.from({ length: to - from + 1 }, (_, at) => {
    const day = from + at;
    if (day > today) return { date: dateText(day), partial: false, counts: SEVERITIES.map(() => null) };
    const seen = alertsOn(world, day).filter(({ firstSeen }) => firstSeen <= now / 1000);
    return { date: dateText(day), partial: day === today, counts: SEVERITIES.map((severity) => seen.filter((alert) => alert.severity === severity).length) };
  });
  return { meta: meta(now, buckets.length), severities: SEVERITIES, buckets };
}

function answer(world: World, { path, query, now }: MockRequest): MockReply {
  switch (path) {
    case '/api/v2/alerts': return jsonReply(listAlerts(world, now));
    case '/api/v2/incidents': return jsonReply(listIncidents(world, now));
    case '/api/v2/alerts/histogram': {
      const from = parseDay(query.get('from'));
      const to = parseDay(query.get('to'));
      if (from === undefined || to === undefined || to < from || to - from > MOST_DAYS) return jsonReply({ error: { type: 'bad_request', message: 'from and to must be yyyy-MM-dd, at most 400 days apart' } }, 400);
      return jsonReply(histogram(world, from, to, now));
    }
    case '/api/v2/systems/by-level': return jsonReply({ meta: meta(now, 5), levels: systemsByLevel(world, now) });
    case '/api/v2/posture': return jsonReply({ meta: meta(now, 1), posture: estate(world, now) });
    default: return jsonReply({ error: { type: 'not_found', message: 'no such resource' } }, 404);
  }
}

/** The security operations centre: speaks English and epoch seconds, as such products do. */
export function createSecurityCentre(world: World): SourceSystem {
  return {
    id: 'security-centre',
    title: { vi: 'Trung tâm giám sát an toàn thông tin (SOC)', en: 'Security operations centre (SOC)' },
    endpoints: [
      ['GET', '/api/v2/alerts', 'cảnh báo đang mở và trong 7 ngày'],
      ['GET', '/api/v2/alerts/histogram?from&to', 'số cảnh báo theo ngày'],
      ['GET', '/api/v2/incidents', 'sự cố trong 60 ngày'],
      ['GET', '/api/v2/systems/by-level', 'hệ thống theo cấp độ'],
      ['GET', '/api/v2/posture', 'mức bao phủ giám sát'],
    ],
    tickMs: 15_000,
    places: { rename: ['alerts', 'alert_list'], numbers: ['counts', 'systems', 'approved', 'posture', 'endpoints_total', 'endpoints_with_agent', 'systems_monitored'], rows: ['alerts', 'incidents', 'buckets', 'levels'], events: ['alerts', 'incidents'] },
    answer: (request) => answer(world, request),
  };
}

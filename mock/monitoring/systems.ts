import type { SourceSystem } from '../http/system';
import type { World } from '../world';
import { createAlertmanager } from './alertmanager';
import { createPrometheus } from './prometheus';
import { createZabbix } from './zabbix';

/** What the province's operations centre watches its infrastructure with. */
export const createMonitoring = (world: World): readonly SourceSystem[] => [createPrometheus(world), createAlertmanager(world), createZabbix(world)];

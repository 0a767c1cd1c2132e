import { jsonReply, type MockReply } from '../http/system';
import { isScenario, SCENARIOS, type Scenario } from './names';

/** Which scenario each source is in; all begin `normal`. */
export interface ScenarioControl {
  of(source: string): Scenario;
  /** `source` `*` means every one. False where source or scenario is unknown. */
  set(source: unknown, scenario: unknown): boolean;
  /** Answers `GET` and `POST /__scenario`. */
  answer(method: string, body: string): MockReply;
}

export function createScenarioControl(sources: readonly string[]): ScenarioControl {
  const current = new Map<string, Scenario>(sources.map((source) => [source, 'normal']));
  const set = (source: unknown, scenario: unknown): boolean => {
    const known = typeof source === 'string' && (source === '*' || current.has(source));
    if (!known || !isScenario(scenario)) return false;
    for (const each of source === '*' ? sources : [source]) current.set(each, scenario);
    return true;
  };
  const state = (): MockReply => jsonReply({ current: Object.fromEntries(current), scenarios: SCENARIOS });
  return {
    of: (source) => current.get(source) ?? 'normal',
    set,
    answer: (method, body) => {
      if (method === 'GET') return state();
      if (method !== 'POST') return jsonReply({ error: 'GET or POST' }, 405);
      let asked: unknown;
      try {
        asked = JSON.parse(body);
      } catch {
        // Said below in the same words as any other wrong question.
        asked = null;
      }
      const { source, scenario } = typeof asked === 'object' && asked !== null ? (asked as Record<string, unknown>) : {};
      if (set(source, scenario)) return state();
      return jsonReply({ error: 'expected {"source": <id or "*">, "scenario": <name>}', sources, scenarios: Object.keys(SCENARIOS) }, 400);
    },
  };
}

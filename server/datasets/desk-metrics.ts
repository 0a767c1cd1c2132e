import { Counter, Gauge, type Registry } from 'prom-client';
import type { AnswerMemory } from './answer-memory';

export interface DeskMetrics {
  /** A source was asked; `outcome` is `answered` or how it failed. */
  readonly asked: (source: string, outcome: string) => void;
  /** A reader was answered: at once from memory (`fresh`, `stale`, `kept` over a failure), or after asking. */
  readonly told: (from: 'fresh' | 'stale' | 'kept' | 'asked') => void;
}

export function deskMetrics(registry: Registry, memory: AnswerMemory): DeskMetrics {
  const registers = [registry];
  const asked = new Counter({ name: 'portal_source_questions_total', help: 'Questions put to sources', labelNames: ['source', 'outcome'], registers });
  const told = new Counter({ name: 'portal_answers_total', help: 'Answers given to readers, by where they came from', labelNames: ['from'], registers });
  const bytes: Gauge = new Gauge({ name: 'portal_answer_memory_bytes', help: 'Answers kept in memory', registers, collect: () => bytes.set(memory.bytes()) });
  return { asked: (source, outcome) => asked.inc({ source, outcome }), told: (from) => told.inc({ from }) };
}

import { describe, expect, it } from 'vitest';
import { createLog, lostLine } from './create-log';
import { faultForLog } from './fault-for-log';

const clock = (): number => Date.UTC(2026, 10, 21, 3);
function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ sink: { write: (line) => void lines.push(line) }, clock }));
  return lines.join('');
}

describe('the log', () => {
  it('is a line of JSON an event, in UTC, that names no machine and no process', () => {
    expect(JSON.parse(logged((log) => log.info({ route: '/api/x' }, 'a\nb')))).toEqual({ level: 30, time: '2026-11-21T03:00:00.000Z', route: '/api/x', msg: 'a\nb' });
    expect(logged((log) => log.info('a\nb\u2028c')).trimEnd()).not.toMatch(/\n/);
  });

  it.each([
    { headers: { cookie: 'canary', authorization: 'canary', 'set-cookie': 'canary', 'x-csrf-token': 'canary' } }, { cookie: 'canary' }, { token: 'canary' }, { a: { id_token: 'canary' } },
    { settings: { identity: { clientSecret: 'canary' } } }, { settings: { databaseUrl: 'canary' } }, { actor: { name: 'canary', title: 'canary' } }, { a: { b: { password: 'canary' } } },
    { url: '/auth/callback?code=canary&state=canary' }, { req: { url: '/x?canary', headers: { cookie: 'canary' } } }, { res: { headers: 'canary' } },
  ])('never shows what is secret or personal: %j', (fields) => {
    expect(logged((log) => log.info(fields, 'x'))).not.toContain('canary');
    expect(logged((log) => log.child(fields).info('x'))).not.toContain('canary');
  });

  it('tells how much was lost', () => {
    expect(JSON.parse(lostLine(clock)(7))).toMatchObject({ level: 40, lost: 7 });
  });
});

describe('a fault in the log', () => {
  it('keeps kind, code and our own places, not the machine\'s', () => {
    const fault = Object.assign(new TypeError('cannot read /etc/toan-canh/secret.json from https://10.0.0.5:9443/x?k=v at 192.168.1.7:5432 "Nguyễn Văn An"'), { code: 'FST_X' });
    const shown = faultForLog(fault);
    expect(shown).toMatchObject({ type: 'TypeError', code: 'FST_X' });
    expect(shown.at?.[0]).toMatch(/^server\/operate\/create-log\.test\.ts:\d+$/);
    expect(JSON.stringify(shown)).not.toMatch(/etc|10\.0|192\.168|9443|Nguyễn|node_modules|k=v/);
  });

  it('says of system and database faults the code alone', () => {
    expect(faultForLog(Object.assign(new Error('duplicate key (subject)=(012345678901)'), { code: '23505', detail: 'x' }))).not.toHaveProperty('message');
    expect(faultForLog(Object.assign(new Error('connect ECONNREFUSED 10.1.1.1:5432'), { code: 'ECONNREFUSED' }))).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('takes anything thrown', () => {
    expect([faultForLog(undefined), faultForLog('canary'), faultForLog({ password: 'canary' })]).toEqual([{ type: 'undefined' }, { type: 'string' }, { type: 'object' }]);
  });
});

import { describe, expect, it } from 'vitest';
import { readSettings } from './settings';

const packs = ['nghe-an', 'ninh-binh'];
const faultsOf = (env: NodeJS.ProcessEnv): string => {
  const result = readSettings(env, packs);
  return result.ok ? '' : result.error.join('\n');
};

describe('settings', () => {
  it('has the documented defaults', () => {
    expect(readSettings({}, packs)).toEqual({
      ok: true,
      value: { host: '127.0.0.1', port: 8080, mockPort: 8090, mockUrl: null, province: 'nghe-an', sourcesFile: null },
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readSettings({ PORT: '', PROVINCE: '' }, packs).ok).toBe(true);
  });

  it.each(['0', '65536', '-1', '8080x', '80.5', ' 8080', '1e3', '999999'])('refuses port %j and names the variable', (text) => {
    expect(faultsOf({ PORT: text })).toContain(`PORT="${text}"`);
    expect(faultsOf({ MOCK_PORT: text })).toContain(`MOCK_PORT="${text}"`);
  });

  it('takes a mock province that runs on this machine, and no other address', () => {
    const read = readSettings({ MOCK_URL: 'http://127.0.0.1:9090/' }, packs);
    expect(read.ok && read.value.mockUrl?.href).toBe('http://127.0.0.1:9090/');
    for (const text of ['http://10.0.0.8:9090/', 'https://127.0.0.1/', 'http://127.0.0.1:9090/nguon', 'file:///etc/passwd', '9090']) expect(faultsOf({ MOCK_URL: text })).toContain(`MOCK_URL="${text}"`);
  });

  it('refuses one port for both servers', () => {
    expect(faultsOf({ PORT: '9000', MOCK_PORT: '9000' })).toContain('9000');
  });

  it.each(['ha-noi', 'base', '..', '../nghe-an', 'Nghe-An', 'nghe-an/'])('refuses province %j and lists those present', (id) => {
    expect(faultsOf({ PROVINCE: id })).toContain('nghe-an, ninh-binh');
  });

  it('reports every fault at once', () => {
    const text = faultsOf({ PORT: 'x', MOCK_PORT: 'y', PROVINCE: 'z' });
    expect(text).toMatch(/PORT="x"[^]*MOCK_PORT="y"[^]*PROVINCE="z"/);
  });
});

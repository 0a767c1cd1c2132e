import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { portFault, portFaults } from './ports';

describe('ports', () => {
  it('says which port is taken, by which variable, and what to type instead', async () => {
    const holder = createServer();
    await new Promise<void>((done) => holder.listen(0, '127.0.0.1', done));
    const { port } = holder.address() as AddressInfo;
    const [text] = await portFaults([{ name: 'MOCK_PORT', port, host: '127.0.0.1' }]);
    expect(text).toMatch(new RegExp(`Cổng ${port} \\(MOCK_PORT\\) đang có chương trình khác dùng.*MOCK_PORT=\\d+ npm start`));
    expect(text).toContain(`Port ${port} (MOCK_PORT) is in use`);
    await new Promise((done) => holder.close(done));
    expect(await portFaults([{ name: 'PORT', port, host: '127.0.0.1' }])).toEqual([]);
  });

  it('knows an address this machine does not have', async () => {
    expect(await portFault(0, '203.0.113.7')).toBe('no-such-address');
  });
});

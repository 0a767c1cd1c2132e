import { createServer } from 'node:net';

/** Why a port cannot be listened on, or null where it can. Looks, and lets go again. */
export function portFault(port: number, host: string): Promise<'in-use' | 'not-allowed' | 'no-such-address' | 'unknown' | null> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', (fault: NodeJS.ErrnoException) => {
      const reasons = { EADDRINUSE: 'in-use', EACCES: 'not-allowed', EADDRNOTAVAIL: 'no-such-address', ENOTFOUND: 'no-such-address' } as const;
      done(fault.code && fault.code in reasons ? reasons[fault.code as keyof typeof reasons] : 'unknown');
    });
    probe.listen(port, host, () => probe.close(() => done(null)));
  });
}

const SAID = {
  'in-use': ['đang có chương trình khác dùng', 'is in use by another program'],
  'not-allowed': ['không được phép mở (cổng dưới 1024 cần quyền quản trị)', 'may not be opened (ports below 1024 need privileges)'],
  'no-such-address': ['không mở được: máy này không có địa chỉ HOST đã chọn', 'cannot be opened: this machine has no such HOST address'],
  unknown: ['không mở được', 'cannot be opened'],
} as const;

/** One message per port that cannot be used, with what to type instead. */
export async function portFaults(wanted: readonly { readonly name: string; readonly port: number; readonly host: string }[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, port, host } of wanted) {
    const fault = await portFault(port, host);
    if (fault === null) continue;
    const free = port < 65_435 ? port + 100 : port - 100;
    faults.push(
      `Cổng ${port} (${name}) ${SAID[fault][0]}. Chọn cổng khác, ví dụ: ${name}=${free} npm start\n` +
        `Port ${port} (${name}) ${SAID[fault][1]}. Choose another, for example: ${name}=${free} npm start`,
    );
  }
  return faults;
}

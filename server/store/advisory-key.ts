import { createHash } from 'node:crypto';

/** "TC", so that our locks are told from those of other applications in the same database. */
const ROOM = 0x5443;

/** The two integers of a PostgreSQL advisory lock of ours. */
export const advisoryKey = (name: string): readonly [room: number, key: number] => [ROOM, createHash('sha256').update(name).digest().readInt32BE(0)];

import pino from 'pino';
import { COMMANDS } from './commands/all';
import type { CommandIo } from './commands/command';
import { runCommand } from './commands/run-command';

const io: CommandIo = {
  env: process.env,
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  log: pino({ level: 'warn' }, pino.destination(2)),
  clock: Date.now,
};
process.exitCode = await runCommand(COMMANDS, process.argv.slice(2), io);

import { StoreUnavailable } from '../store/store';
import type { Command, CommandIo } from './command';

/** Runs the command named first; says all there are where none is named. A fault is one line, without its stack. */
export async function runCommand(commands: readonly Command[], [name, ...args]: readonly string[], io: CommandIo): Promise<number> {
  const command = commands.find((each) => each.name === name);
  if (command === undefined) {
    if (name !== undefined) io.complain(`Không có lệnh này / No such command: ${name}`);
    for (const { name: known, usage } of commands) io.say(`${known} ${usage.form}\n  ${usage.vi}\n  ${usage.en}`);
    return name === undefined ? 0 : 2;
  }
  try {
    return await command.run(args, io);
  } catch (fault) {
    const hint = fault instanceof StoreUnavailable ? 'Kho dữ liệu không sẵn sàng. / ' : '';
    io.complain(`✗ ${hint}${fault instanceof Error ? fault.message : String(fault)}`);
    return 1;
  }
}

import { askCommand } from './ask';
import { auditExportCommand } from './audit-export';
import { auditVerifyCommand } from './audit-verify';
import { backupCommand } from './backup';
import type { Command } from './command';
import { firstAdminCommand } from './first-admin';
import { migrateCommand } from './migrate';
import { reportCommand } from './report';
import { restoreCommand } from './restore';

/** Every command there is: a new one is a file of this folder and a line here. */
export const COMMANDS: readonly Command[] = [firstAdminCommand, backupCommand, restoreCommand, migrateCommand, auditVerifyCommand, auditExportCommand, askCommand, reportCommand];

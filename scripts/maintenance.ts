import { maintenanceSubject } from '../src/cli/maintenance.ts';
import { runActs } from './act.ts';

await runActs(maintenanceSubject);

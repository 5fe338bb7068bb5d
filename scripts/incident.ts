import { incidentSubject } from '../src/cli/incident.ts';
import { runActs } from './act.ts';

await runActs(incidentSubject);

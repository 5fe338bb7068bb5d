import { helpText } from '../src/cli/help.ts';
import { postmortemSubject } from '../src/cli/postmortem.ts';
import { POSTMORTEM } from '../src/cli/postmortem-commands.ts';
import { runActs } from './act.ts';
import { lintCommand } from './postmortem-lint.ts';
import { templatesCommand } from './postmortem-templates.ts';
import { run } from './run.ts';

const [name] = process.argv.slice(2);
const help = helpText(POSTMORTEM, name);

if (name === 'lint') await run(help, lintCommand);
else if (name === 'templates') await run(help, templatesCommand);
else await runActs(postmortemSubject);

import { gitStore } from '../../src/io/git-store.ts';
import { writeChanges } from './store-loop.ts';

// A process of its own that writes changes: <options of the store as JSON> <name> <how many>.
const [options = '{}', name = '', count = '0'] = process.argv.slice(2);
const store = gitStore(JSON.parse(options));
const tries = await writeChanges(store, name, Number(count), (subject) => console.log(`done ${subject}`));
console.log(`tries ${tries}`);

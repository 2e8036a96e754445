// Adds to package-lock.json the optional packages of other platforms that npm left out, and forgets registry addresses.
//   npm run lockfile      after every change of dependencies
// A registry that lacks some of them makes npm write a lockfile that `npm ci` refuses elsewhere (npm/cli#9846): a macOS
// user would get neither compiler nor database engine. What is added carries no integrity hash: nobody here has the file.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { completeLockfile, forgetRegistry } from './lockfile.mjs';
import { root } from './project.mjs';

const file = path.join(root, 'package-lock.json');
const lockfile = JSON.parse(readFileSync(file, 'utf8'));
const added = completeLockfile(lockfile);
const forgotten = forgetRegistry(lockfile);
if (added.length + forgotten > 0) writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(`package-lock.json: ${added.length} packages added, ${forgotten} registry addresses removed.`);
for (const entry of added) console.log(`  ${entry}`);

// Adds to package-lock.json the optional packages of other platforms that npm left out.
//   npm run lockfile      after every change of dependencies
// A registry that lacks some of them makes npm write a lockfile that `npm ci` refuses elsewhere (npm/cli#9846): a macOS
// user would get neither compiler nor database engine. What is added carries no integrity hash; npm fills it in.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { completeLockfile } from './lockfile.mjs';
import { root } from './project.mjs';

const file = path.join(root, 'package-lock.json');
const lockfile = JSON.parse(readFileSync(file, 'utf8'));
const added = completeLockfile(lockfile);
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(added.length === 0 ? 'package-lock.json is complete.' : `Added ${added.length}:\n  ${added.join('\n  ')}`);

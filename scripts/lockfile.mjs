import path from 'node:path';

/**
 * @typedef {{ version?: string, optionalDependencies?: Record<string, string>, dev?: boolean, devOptional?: boolean,
 *   optional?: boolean, cpu?: string[], os?: string[], libc?: string[], resolved?: string }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

const EXACT_VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

/**
 * The optional dependencies with an exact version that have no entry, as [the dependent's path, name, version].
 * @param {Lockfile} lockfile
 * @returns {[string, string, string][]}
 */
export function missingOptionals(lockfile) {
  return Object.entries(lockfile.packages).flatMap(([dependent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => EXACT_VERSION.test(version) && !isReachable(lockfile, dependent, name))
      .map(([name, version]) => /** @type {[string, string, string]} */ ([dependent, name, version])),
  );
}

/**
 * Looks where Node would: in the dependent's own node_modules, then in each one above.
 * @param {Lockfile} lockfile @param {string} dependent @param {string} name
 */
function isReachable({ packages }, dependent, name) {
  for (let folder = dependent; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (path.posix.join(folder, 'node_modules', name) in packages) return true;
    if (folder === '') return false;
  }
}

/**
 * Adds an entry for each missing one, and says which.
 * @param {Lockfile} lockfile changed in place
 * @throws Error when a name does not say its platform: without cpu and os npm would install it everywhere.
 */
export function completeLockfile(lockfile) {
  const added = missingOptionals(lockfile).map(([dependent, name, version]) => {
    const { dev, devOptional } = lockfile.packages[dependent] ?? {};
    const { cpu, os, libc } = platformOf(name);
    // In the order in which npm writes them, so that its next run changes nothing.
    lockfile.packages[`node_modules/${name}`] = {
      version,
      cpu,
      ...(dev ? { dev } : devOptional ? { devOptional } : {}),
      ...(libc ? { libc } : {}),
      optional: true,
      ...(os ? { os } : {}),
    };
    return `${name} ${version}`;
  });
  lockfile.packages = Object.fromEntries(
    Object.entries(lockfile.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  return added;
}

/**
 * The platform that a package is for, from its name, such as `@next/swc-linux-x64-gnu`.
 * @param {string} name
 * @returns {{ cpu: string[], os?: string[], libc?: string[] }}
 */
export function platformOf(name) {
  const words = name.split(/[/@._-]/);
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  const os = SYSTEMS.find((system) => words.includes(system));
  if (!cpu || (!os && cpu !== 'wasm32')) {
    throw new Error(
      `${name}: its name does not say which platform it is for. Add its entry to package-lock.json by hand.`,
    );
  }
  return {
    cpu: [cpu],
    ...(os ? { os: [os] } : {}),
    ...(words.some((word) => word.startsWith('musl'))
      ? { libc: ['musl'] }
      : words.includes('gnu')
        ? { libc: ['glibc'] }
        : {}),
  };
}

/**
 * Forgets from which registry each package came, so that everybody installs from their own; npm finds it by name and
 * version and checks the integrity hash. Says how many there were.
 * @param {Lockfile} lockfile changed in place
 */
export function forgetRegistry({ packages }) {
  const remembered = Object.values(packages).filter(({ resolved }) => resolved?.endsWith('.tgz'));
  for (const locked of remembered) delete locked.resolved;
  return remembered.length;
}

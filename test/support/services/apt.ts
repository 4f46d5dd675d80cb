import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findExecutable } from './find.js';

// `flock` because apt's own locks fail at once for a second caller. policy-rc.d keeps packages from starting, and from
// restarting, any server; the drop-in keeps Debian from making a default cluster. Both are undone at the end.
const INSTALL = `
set -u
policy=/usr/sbin/policy-rc.d
kept=/usr/sbin/policy-rc.d.kept-by-uplift-tests
dropin=/etc/postgresql-common/createcluster.d
made=
for folder in "\${dropin%/*}" "$dropin"; do [ -d "$folder" ] || { mkdir "$folder" && made="$folder $made"; }; done
restore() {
  rm -f "$policy" "$dropin/uplift-tests.conf"
  [ ! -e "$kept" ] || mv "$kept" "$policy"
  [ -z "$made" ] || rmdir $made 2>/dev/null
}
trap restore EXIT
trap 'exit 130' HUP INT TERM
[ ! -e "$policy" ] || mv "$policy" "$kept"
printf '#!/bin/sh\\nexit 101\\n' >"$policy" && chmod 755 "$policy"
echo 'create_main_cluster = false' >"$dropin/uplift-tests.conf"
apt-get update
apt-get install -y --no-install-recommends --no-upgrade "$@"
`;

const LIMIT_SECONDS = 900; // a cold mirror and Chromium's 100 MB

/** Whether this process may install Debian packages: root, on Debian or a child of it. */
export function aptIsUsable(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && findExecutable('apt-get') !== null;
}

/**
 * Installs Debian packages without starting, stopping or upgrading anything that was there before. Concurrent callers,
 * in other processes too, wait for one another. Rejects with the end of apt's output when it fails.
 */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const logFile = join(tmpdir(), `uplift-apt-${process.pid}-${packages[0]}.log`);
  // A file and a session of its own: dpkg must not die half-way of a closed pipe or a Ctrl-C meant for the tests.
  const log = openSync(logFile, 'a+');
  rmSync(logFile);
  try {
    const command = ['-w', String(LIMIT_SECONDS), '/etc/apt', 'sh', '-c', INSTALL, 'sh', ...packages];
    const child = spawn('flock', command, {
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1' },
    });
    const [code] = await once(child, 'exit', { signal: AbortSignal.timeout(LIMIT_SECONDS * 1000) });
    if (code !== 0) {
      const output = readFileSync(`/proc/self/fd/${log}`, 'utf8').trimEnd();
      throw new Error(`apt-get install ${packages.join(' ')} failed:\n${output.split('\n').slice(-8).join('\n')}`);
    }
  } finally {
    closeSync(log);
  }
}

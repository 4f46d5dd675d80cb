import { vi } from 'vitest';
import { runUplift } from '../../src/cli/program.js';

/** What a command came to. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the tool in this process with some variables of the environment; keeps what it prints. */
export async function run(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Run> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const output = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text, ...more: unknown[]) => {
      output[name] += String(text);
      const done = more.at(-1);
      if (typeof done === 'function') done();
      return true;
    }),
  );
  try {
    return { code: await runUplift(args), ...output };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

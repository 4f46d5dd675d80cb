import { expect } from 'vitest';

/** Figures of a server, by name and labels as they are written. */
export type Figures = ReadonlyMap<string, number>;

/** All figures now. */
export async function readFigures(url: string): Promise<Figures> {
  const response = await fetch(url);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

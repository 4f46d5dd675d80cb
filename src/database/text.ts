/** The condition that a text has another one in it, taken literally, whatever the case. */
export function containing(text: string): { contains: string; mode: 'insensitive' } {
  // Hazard: Prisma makes a pattern of it and leaves the pattern's own signs in force.
  return { contains: text.replace(/[\\%_]/g, String.raw`\$&`), mode: 'insensitive' };
}

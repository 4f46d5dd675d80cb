/**
 * JSON by RFC 8785 (JCS): equal values are equal texts, whatever the order of their fields. What `JSON.stringify` leaves
 * out is left out.
 */
export function canonicalJson(value: unknown): string {
  return write(value) ?? 'null';
}

function write(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if ('toJSON' in value && typeof value.toJSON === 'function') return write(value.toJSON());
  if (Array.isArray(value)) return `[${value.map((item) => write(item) ?? 'null').join()}]`;
  const fields: string[] = [];
  // Keys by their UTF-16 units, as `sort` orders them; Hazard: an object itself has keys such as "10" first.
  for (const [key, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const text = write(inner);
    if (text !== undefined) fields.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${fields.join()}}`;
}

import type { IdFields } from '../commands/field-info.js';
import { decodeGlobalId, isUuid } from '../ids.js';
import { invalidInput } from '../user-error.js';
import type { InputIssue } from '../user-error.js';

/**
 * Decodes the global ids of an input, as commands know records by the ids of their rows.
 * @throws UserError that lists all that are not ids of the right type.
 */
export function decodeIds(input: Record<string, unknown>, ids: IdFields): Record<string, unknown> {
  const issues: InputIssue[] = [];
  const decode = (value: unknown, type: string | IdFields | undefined, path: string): unknown => {
    if (value === null || value === undefined || type === undefined) return value;
    if (Array.isArray(value)) return value.map((each, index) => decode(each, type, `${path}.${index}`));
    if (typeof type === 'object') return decodeFields(value as Record<string, unknown>, type, `${path}.`);
    const id = typeof value === 'string' ? decodeGlobalId(value) : undefined;
    if (id && id.typename === type && isUuid(id.id)) return id.id;
    issues.push({ path, message: `This is not the id of a ${type}.` });
    return value;
  };
  const decodeFields = (fields: Record<string, unknown>, types: IdFields, prefix: string): Record<string, unknown> => {
    const decoded = { ...fields };
    for (const [name, type] of Object.entries(types)) {
      if (name in fields) decoded[name] = decode(fields[name], type, `${prefix}${name}`);
    }
    return decoded;
  };
  const decoded = decodeFields(input, ids, '');
  if (issues.length > 0) throw invalidInput(issues);
  return decoded;
}

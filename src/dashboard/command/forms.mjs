/** A part of `commands.schema.json` as the page needs it: the fields of each command that a form can take. */

/** What a field is asked for with; undefined where no form takes it. */
function kindOf(name, { type, format, enum: options, items, maxLength, 'x-record': record }) {
  if (record !== undefined) return { kind: 'record', record };
  if (options !== undefined) return { kind: 'choice', options };
  if (format === 'date') return { kind: 'day' };
  if (type === 'boolean') return { kind: 'boolean' };
  if (type === 'integer' || type === 'number') return { kind: 'number' };
  if (type === 'string' && /secret$/i.test(name)) return { kind: 'secret' };
  if (type === 'string' && /^link$|address$/i.test(name)) return { kind: 'line' };
  if (type === 'string') return { kind: maxLength > 254 ? 'text' : 'line' };
  if (type === 'array' && items?.['x-record'] !== undefined) return { kind: 'records', record: items['x-record'] };
  if (type === 'array' && items?.enum !== undefined) return { kind: 'choices', options: items.enum };
  if (type === 'array' && items?.type === 'string') return { kind: 'lines' };
  if (type === 'array' && Object.keys(items?.properties ?? {}).join() === 'name,value') return { kind: 'pairs' };
  return undefined;
}

function fieldsOf({ properties, required = [] }) {
  return Object.entries(properties)
    .filter(([name]) => name !== 'version')
    .map(([name, schema]) => {
      const { description, minimum, maximum, multipleOf, maxLength, minItems = 0 } = schema;
      const bounds = { min: minimum, max: maximum, step: multipleOf, maxLength };
      const asked = kindOf(name, schema);
      const mayBeEmpty = schema.type === 'array' && minItems === 0 && asked !== undefined;
      const demanded = required.includes(name) ? { [mayBeEmpty ? 'list' : 'required']: true } : {};
      return { name, ...asked, description, ...demanded, ...bounds };
    });
}

/** The fields by the name of the command; commands that need a field which no form takes are left out. */
export function formsOf({ $defs }) {
  const forms = Object.values($defs)
    .filter(({ title }) => title?.endsWith('Input'))
    .map((schema) => {
      const name = schema.title.charAt(0).toLowerCase() + schema.title.slice(1, -'Input'.length);
      return [name, { versioned: 'version' in schema.properties, fields: fieldsOf(schema) }];
    })
    .filter(([, { fields }]) => fields.every(({ kind, required }) => kind !== undefined || !required))
    .map(([name, { versioned, fields }]) => [
      name,
      { versioned, fields: fields.filter(({ kind }) => kind !== undefined) },
    ]);
  return Object.fromEntries(forms);
}

import allForms from './forms.json' with { type: 'json' };

/** A field of a command, and what it is asked for with. */
export interface Field {
  readonly name: string;
  readonly kind:
    | 'record'
    | 'records'
    | 'choice'
    | 'choices'
    | 'day'
    | 'boolean'
    | 'number'
    | 'secret'
    | 'line'
    | 'text'
    | 'lines'
    | 'pairs';
  readonly description: string;
  readonly required?: boolean;
  /** Whether the command demands the list, be it an empty one. */
  readonly list?: boolean;
  readonly record?: string;
  readonly options?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly maxLength?: number;
}

/** The form of a command. */
export interface Form {
  /** Whether it takes the version of its record. */
  readonly versioned: boolean;
  readonly fields: readonly Field[];
}

/** Initial values of a command's form, by the names of its fields. */
export type Known = Readonly<Record<string, unknown>>;

/** Records that a form lets people choose. */
export const CHOOSABLE = ['Person', 'Unit', 'Improvement', 'Issuer'] as const;

const forms: Readonly<Record<string, Form>> = allForms as Readonly<Record<string, Form>>;

/** The fields of a command that are still to be filled in; undefined where no form can take them. */
export function formOf(command: string, known: Known): Form | undefined {
  const form = forms[command];
  if (!form) return undefined;
  const open = form.fields.filter(({ name }) => !(name in known));
  const fields = open.filter(({ record }) => record === undefined || isChoosable(record));
  return open.every((field) => !field.required || fields.includes(field)) ? { ...form, fields } : undefined;
}

function isChoosable(record: string): boolean {
  return (CHOOSABLE as readonly string[]).includes(record);
}

/** Where a record is, as far as that is known; a unit that is null is not asked for either. */
export interface Place {
  readonly improvementId?: string | undefined;
  readonly unitId?: string | null | undefined;
}

/** The fields of a command that are known from the record that it is about, and from where that is. */
export function knownOf(
  command: string,
  record: { readonly __typename: string; readonly id: string; readonly planVersion?: number },
  place: Place = {},
): Known {
  const fields = forms[command]?.fields ?? [];
  // Another record of its type is one that it is put into relation with: people choose it.
  const own = fields.find(({ kind, record: type }) => kind === 'record' && type === record.__typename);
  const entries = fields.flatMap(({ name, kind }): [string, unknown][] => {
    if (name === 'planVersion' && record.planVersion !== undefined) return [[name, record.planVersion]];
    if (name === own?.name) return [[name, record.id]];
    if (kind === 'record' && name === 'improvementId' && place.improvementId) return [[name, place.improvementId]];
    if ((name === 'unitId' || name === 'unitIds') && place.unitId === null) return [[name, undefined]];
    if (name === 'unitId' && place.unitId) return [[name, place.unitId]];
    if (name === 'unitIds' && kind === 'records' && place.unitId) return [[name, [place.unitId]]];
    return [];
  });
  return Object.fromEntries(entries);
}

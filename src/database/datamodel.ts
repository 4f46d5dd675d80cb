import { getDatamodel } from '../generated/pothos-types.js';

type Models = ReturnType<typeof getDatamodel>['datamodel']['models'];

let known: Models | undefined;

/** The models of the database by their names, as Prisma's schema has them. Parsed once: they are a long text. */
export function models(): Models {
  known ??= getDatamodel().datamodel.models;
  return known;
}

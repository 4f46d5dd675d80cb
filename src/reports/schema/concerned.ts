import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import type { SchemaTypes } from '../../schema/builder.js';
import { recordKey } from '../../schema/record-key.js';

/** What an item of a report is about, by plain ids. */
export interface Concerned {
  /** Null where it is the unit as a whole. */
  readonly improvementId: string | null;
  /** Null where it is the improvement as a whole. */
  readonly unitId: string | null;
}

/** Fields of an item of a report: what it is about. */
export function concerned(t: PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Concerned>) {
  return {
    improvement: t.prismaField({
      type: Improvement,
      nullable: true,
      description: 'The improvement concerned; null for the unit as a whole.',
      resolve: (query, { improvementId }, _args, context) =>
        improvementId
          ? context.services.database.prisma.improvement.findUnique({
              ...query,
              where: recordKey(improvementId, context),
            })
          : null,
    }),
    unit: t.prismaField({
      type: Unit,
      nullable: true,
      description: 'The unit concerned; null for the improvement as a whole.',
      resolve: (query, { unitId }, _args, context) =>
        unitId
          ? context.services.database.prisma.unit.findUnique({ ...query, where: recordKey(unitId, context) })
          : null,
    }),
  };
}

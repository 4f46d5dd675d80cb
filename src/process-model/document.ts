import { z } from 'zod';
import { VISIBLE } from '../text.js';

/** A part of the document: unknown keys are errors, apart from a `$comment`, which is ignored. */
function part<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject({ $comment: z.string().optional(), ...shape });
}

const text = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .regex(VISIBLE, 'must not be empty')
    .regex(/^\P{Cc}*$/u, 'must not have control characters');
const areaCode = z
  .string()
  .regex(
    /^(?!GG\d)[A-Z][A-Z0-9]{0,11}$/,
    'must be a code such as OPM: 1 to 12 capital letters and digits, not like GG2',
  );
const itemId = z.string().max(40).regex(/^\S+$/, 'must be an id such as OPM, OPM.SG3, OPM.SP3.2 or GP2.8');
const practiceNumber = z
  .string()
  .regex(/^[1-9]\d{0,2}\.[1-9]\d{0,2}$/, 'must be a number such as "3.2", written as text');
const ordinal = z.int().min(1).max(999);

const subpractice = part({
  n: ordinal,
  label: text(500),
  items: z.array(text(500)).optional(),
  refersTo: z.array(itemId).optional(),
});
const workProduct = part({ n: ordinal, label: text(500) });

const practice = part({
  id: itemId,
  number: practiceNumber,
  title: text(200),
  summary: text(500).optional(),
  subpractices: z.array(subpractice).optional(),
  exampleWorkProducts: z.array(workProduct).optional(),
});
const goal = part({ id: itemId, number: ordinal, title: text(200), practices: z.array(practice) });

const relatedProcessArea = part({ code: areaCode, about: text(500), closest: z.array(itemId).optional() });
const processArea = part({
  code: areaCode,
  name: text(200),
  maturityLevel: z.int(),
  category: text(200),
  origin: z.enum(['CORE', 'ACQUISITION_SPECIFIC']),
  highMaturity: z.boolean(),
  specificGoals: z.array(goal),
  relatedProcessAreas: z.array(relatedProcessArea).optional(),
});

const reference = part({
  from: itemId,
  place: text(100).optional(),
  kind: z.enum(['OVERLAPS_WITH', 'REFERS_TO', 'COMPLEMENTS', 'MENTIONS']),
  area: areaCode,
  targets: z.array(itemId),
  inferred: z.boolean(),
  about: text(500),
});

const level = (minimum: number, maximum: number) => part({ level: z.int().min(minimum).max(maximum), name: text(200) });
const count = z.int().min(0);

/**
 * The JSON form of a process model, as it is imported. What the form alone cannot say, such as that every code is
 * known, is up to `checkCatalog`.
 */
export const catalogDocumentSchema = part({
  model: part({
    code: text(40),
    version: text(40),
    name: text(200),
    report: text(200).optional(),
    published: text(40).optional(),
    publisher: text(200).optional(),
  }),
  counts: part({
    processAreas: count,
    specificGoals: count,
    specificPractices: count,
    genericGoals: count,
    genericPractices: count,
  }),
  maturityLevels: z.array(level(1, 9)),
  capabilityLevels: z.array(level(0, 9)).optional(),
  categories: z.array(
    part({
      code: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/, 'must be a code such as SUPPORT'),
      name: text(200),
      processAreas: z.array(areaCode),
    }),
  ),
  genericGoals: z.array(goal),
  genericGoalRules: z.array(text(500)).optional(),
  processAreas: z.array(processArea),
  /** References with a reason, from a place in an area, goal or practice to goals or practices of one area. */
  opmReferences: z.array(reference).optional(),
  /** Bare pointers from a goal or practice to an area. */
  pointers: part({ note: text(500).optional(), edges: z.array(part({ from: itemId, to: areaCode })) }).optional(),
  /** The inside of one practice, apart from it; the same lists may stand on any practice instead. */
  opmSP32: part({
    id: itemId,
    exampleWorkProducts: z.array(workProduct).optional(),
    subpractices: z.array(subpractice).optional(),
    overlapsWith: z.array(itemId).optional(),
  }).optional(),
  acquisitionSpecific: z.array(areaCode).optional(),
});

/** A process model in the JSON form of the import. */
export type CatalogDocument = z.infer<typeof catalogDocumentSchema>;
/** A process area as the document has it. */
export type AreaDocument = z.infer<typeof processArea>;
/** A specific or generic goal as the document has it. */
export type GoalDocument = z.infer<typeof goal>;
/** A specific or generic practice as the document has it. */
export type PracticeDocument = z.infer<typeof practice>;
/** A subpractice as the document has it. */
export type SubpracticeDocument = z.infer<typeof subpractice>;
/** An example work product as the document has it. */
export type WorkProductDocument = z.infer<typeof workProduct>;
/** A reference with a reason as the document has it. */
export type ReferenceDocument = z.infer<typeof reference>;

import { describe, expect, test } from 'vitest';

import type { CatalogDocument } from '../../src/process-model/document.js';
import { OPM, SP32, area, edges, practice, problemsAfter, reference, steps } from './mistakes.js';

describe('finds a mistake of reference', () => {
  const related = (d: CatalogDocument) => area(d).relatedProcessAreas?.[0] ?? expect.fail();
  test.each<[string, (document: CatalogDocument) => void, string]>([
    [
      'related to nothing',
      (d) => (related(d).code = 'XYZ'),
      `${OPM}.relatedProcessAreas[0].code: is unknown: nothing has the id "XYZ"`,
    ],
    ['related to itself', (d) => (related(d).code = 'OPM'), `${OPM}.relatedProcessAreas[0].code: refers to itself`],
    ['related twice', (d) => (related(d).code = 'DAR'), `${OPM}.relatedProcessAreas[1].code: is used twice`],
    [
      'closest unknown',
      (d) => (related(d).closest = ['CAR.SG9']),
      `${OPM}.relatedProcessAreas[0].closest[0]: is unknown: nothing has the id "CAR.SG9"`,
    ],
    [
      'closest elsewhere',
      (d) => (related(d).closest = ['MA.SG1']),
      `${OPM}.relatedProcessAreas[0].closest[0]: is not in the area CAR: "MA.SG1"`,
    ],
    [
      'from nothing',
      (d) => (reference(d).from = 'OPM.SP3.9'),
      'opmReferences[16].from: is unknown: nothing has the id "OPM.SP3.9"',
    ],
    ['to no area', (d) => (reference(d).area = 'XYZ'), 'opmReferences[16].area: is unknown'],
    ['to nothing', (d) => (reference(d).targets = ['OT.SP9.1']), 'opmReferences[16].targets[0]: is unknown'],
    [
      'to another area',
      (d) => (reference(d).targets = ['MA.SG2']),
      'opmReferences[16].targets[0]: is not in the area OT: "MA.SG2"',
    ],
    [
      'to itself',
      (d) => (reference(d).targets = ['OPM.SP3.2']),
      'opmReferences[16].targets[0]: refers to itself: OPM.SP3.2 is, or is part of, OPM.SP3.2',
    ],
    ['to its goal', (d) => (reference(d).targets = ['OPM.SG3']), 'opmReferences[16].targets[0]: refers to itself'],
    [
      'at no subpractice',
      (d) => (reference(d).place = 'subpractice 9'),
      'opmReferences[16].place: is unknown: OPM.SP3.2 has no subpractice 9',
    ],
    [
      'twice',
      (d) => d.opmReferences?.push(reference(d)),
      'opmReferences[20]: is used twice: "OPM.SP3.2 REFERS_TO OT.SG2 subpractice 6"',
    ],
    [
      'pointer from nothing',
      (d) => Object.assign(edges(d)[0] ?? {}, { from: 'PP.SP9.9' }),
      'pointers.edges[0].from: is unknown',
    ],
    ['pointer to nothing', (d) => Object.assign(edges(d)[0] ?? {}, { to: 'XYZ' }), 'pointers.edges[0].to: is unknown'],
    [
      'pointer to its own area',
      (d) => Object.assign(edges(d)[0] ?? {}, { to: 'PP' }),
      'pointers.edges[0].to: refers to itself',
    ],
    ['pointer twice', (d) => edges(d).push(...edges(d).slice(0, 1)), 'pointers.edges[173]: is used twice'],
    ['inside of nothing', (d) => Object.assign(d.opmSP32 ?? {}, { id: 'OPM.SP9.9' }), 'opmSP32.id: is unknown'],
    ['overlap with nothing', (d) => d.opmSP32?.overlapsWith?.push('CAR.SP9.9'), 'opmSP32.overlapsWith[1]: is unknown'],
    ['overlap twice', (d) => d.opmSP32?.overlapsWith?.push('CAR.SP2.1'), 'opmSP32.overlapsWith[1]: is used twice'],
    [
      'inside of a goal',
      (d) => Object.assign(d.opmSP32 ?? {}, { id: 'OPM.SG3' }),
      'opmSP32.id: is unknown: no practice',
    ],
    [
      'step to nothing',
      (d) => (steps(d)[3] = { n: 4, label: 'x', refersTo: ['X.SG1'] }),
      'opmSP32.subpractices[3].refersTo[0]: is unknown',
    ],
    [
      'step of another practice',
      (d) => (practice(d).subpractices = [{ n: 1, label: 'x', refersTo: ['X.SG1'] }]),
      `${SP32}.subpractices[0].refersTo[0]: is unknown`,
    ],
  ])('%s', (_, plant, expected) => {
    expect(problemsAfter(plant).join('\n')).toContain(expected);
  });
});

import { describe, expect, it, test } from 'vitest';

import { buildCatalog } from '../../src/process-model/catalog.js';
import { checkCatalog } from '../../src/process-model/check.js';
import type { CatalogDocument, GoalDocument } from '../../src/process-model/document.js';
import { plainDocument, shippedDocument, smallDocument } from './documents.js';
import { OPM, SP32, area, category, goal, practice, problemsAfter, reference, steps } from './mistakes.js';

describe('accepts', () => {
  test.each([
    ['the model that we ship', shippedDocument],
    ['the same without our additions', plainDocument],
    ['a small model of somebody else', smallDocument],
  ])('%s', (_, read) => {
    const outcome = checkCatalog(read());
    expect(outcome).toEqual({ ok: true, document: read() });
    expect(buildCatalog(read()).practices.length).toBeGreaterThan(2);
  });

  it('a comment anywhere', () => {
    expect(problemsAfter((document) => Object.assign(practice(document), { $comment: 'why not' }))).toEqual([]);
  });

  it('the inside of a practice on the practice itself', () => {
    const plant = (document: CatalogDocument) => {
      Object.assign(practice(document), {
        subpractices: steps(document),
        exampleWorkProducts: [{ n: 1, label: 'A list' }],
      });
      delete document.opmSP32;
    };
    expect(problemsAfter(plant)).toEqual([]);
  });
});

describe('finds a mistake of form', () => {
  test.each<[string, (document: CatalogDocument) => void, string]>([
    ['unknown key', (d) => Object.assign(practice(d), { sumary: '' }), `${SP32}.sumary: is not a known key`],
    ['missing part', (d) => Reflect.deleteProperty(d, 'categories'), 'categories: is missing'],
    [
      'wrong type',
      (d) => Object.assign(goal(d), { practices: 'x' }),
      `${OPM}.specificGoals[2].practices: must be a list`,
    ],
    [
      'number as text',
      (d) => Object.assign(goal(d), { number: '3' }),
      `${OPM}.specificGoals[2].number: must be a number`,
    ],
    ['text as number', (d) => Object.assign(practice(d), { number: 3.2 }), `${SP32}.number: must be a text`],
    ['half a level', (d) => (area(d).maturityLevel = 2.5), `${OPM}.maturityLevel: must be a whole number`],
    ['empty title', (d) => (practice(d).title = ''), `${SP32}.title: must not be empty`],
    ['blank title', (d) => (goal(d).title = ' \t'), `${OPM}.specificGoals[2].title: must not be empty`],
    ['empty name', (d) => (area(d).name = ''), `${OPM}.name: must not be empty`],
    [
      'long summary',
      (d) => (practice(d).summary = 'x'.repeat(501)),
      `${SP32}.summary: must have at most 500 characters`,
    ],
    [
      'unknown origin',
      (d) => Object.assign(area(d), { origin: 'X' }),
      `${OPM}.origin: must be one of CORE, ACQUISITION_SPECIFIC`,
    ],
    [
      'unknown kind',
      (d) => Object.assign(reference(d), { kind: 'X' }),
      'opmReferences[16].kind: must be one of OVERLAPS_WITH',
    ],
    ['code in small letters', (d) => (area(d).code = 'opm'), `${OPM}.code: must be a code such as OPM`],
    ['number without a dot', (d) => (practice(d).number = '32'), `${SP32}.number: must be a number such as "3.2"`],
    [
      'level below 1',
      (d) => Object.assign(d.maturityLevels[0] ?? {}, { level: 0 }),
      'maturityLevels[0].level: must be at least 1',
    ],
    [
      'level above 9',
      (d) => Object.assign(d.maturityLevels[0] ?? {}, { level: 10 }),
      'maturityLevels[0].level: must be at most 9',
    ],
  ])('%s', (_, plant, expected) => {
    expect(problemsAfter(plant).join('\n')).toContain(expected);
  });

  test.each([null, undefined, 7, 'text', []])('%j instead of a document', (value) => {
    const outcome = checkCatalog(value);
    expect(outcome.ok ? [] : outcome.problems).toHaveLength(1);
    expect(outcome).toMatchObject({ problems: [{ path: '' }] });
  });
});

describe('finds a mistake of content', () => {
  test.each<[string, (document: CatalogDocument) => void, string]>([
    [
      'double area',
      (d) => (area(d).code = 'CAR'),
      `${OPM}.code: is used twice: "CAR" stands at processAreas[5].code already`,
    ],
    ['double goal', (d) => (goal(d).number = 2), `${OPM}.specificGoals[2].number: is used twice: "2" stands at`],
    ['double practice', (d) => (practice(d).number = '3.1'), `${SP32}.number: is used twice: "3.1" stands at`],
    [
      'double generic',
      (d) => (d.genericGoals[1] = d.genericGoals[0] as GoalDocument),
      'genericGoals[1].number: is used twice',
    ],
    ['double category', (d) => (category(d, 1).code = 'SUPPORT'), 'categories[3].code: is used twice'],
    ['double category name', (d) => (category(d, 1).name = 'Support'), 'categories[3].name: is used twice'],
    [
      'double level',
      (d) => Object.assign(d.maturityLevels[1] ?? {}, { level: 1 }),
      'maturityLevels[1].level: is used twice',
    ],
    [
      'double subpractice',
      (d) => Object.assign(steps(d)[1] ?? {}, { n: 1 }),
      'opmSP32.subpractices[1].n: is used twice',
    ],
    ['inside given twice', (d) => (practice(d).subpractices = []), `${SP32}.subpractices: is given twice`],
    [
      'number of another goal',
      (d) => (practice(d).number = '2.9'),
      `${SP32}.number: does not fit its goal: 2.9 stands under goal 3`,
    ],
    [
      'generic of another goal',
      (d) => Object.assign(d.genericGoals[0]?.practices[0] ?? {}, { number: '3.9' }),
      'genericGoals[0].practices[0].number: does not fit its goal',
    ],
    [
      'id of a practice',
      (d) => (practice(d).id = 'OPM.SP3.4'),
      `${SP32}.id: does not fit code and number: "OPM.SP3.4" should be "OPM.SP3.2"`,
    ],
    ['id of a goal', (d) => (goal(d).id = 'OPM.SG1'), `${OPM}.specificGoals[2].id: does not fit code and number`],
    [
      'count',
      (d) => (d.counts.specificPractices = 164),
      'counts.specificPractices: disagrees with the content: says 164, found 163',
    ],
    [
      'level of an area',
      (d) => (area(d).maturityLevel = 6),
      `${OPM}.maturityLevel: is out of range: 6 is not one of the levels 1, 2, 3, 4, 5`,
    ],
    ['no category', (d) => category(d, 0).processAreas.pop(), `${OPM}.code: is in no category: none lists OPM`],
    [
      'two categories',
      (d) => category(d, 3).processAreas.push('OPM'),
      `${OPM}.code: is in more than one category: OPM stands at categories[0].processAreas[4] and categories[3].processAreas[5]`,
    ],
    [
      'other category',
      (d) => (area(d).category = 'Support'),
      `${OPM}.category: is "Support", but the category that lists it is "Process Management"`,
    ],
    [
      'unknown in category',
      (d) => category(d, 0).processAreas.push('XYZ'),
      'categories[0].processAreas[5]: is unknown: no process area "XYZ"',
    ],
    ['origin', (d) => (area(d).origin = 'ACQUISITION_SPECIFIC'), `${OPM}.origin: disagrees with acquisitionSpecific`],
    ['unknown for acquisition', (d) => d.acquisitionSpecific?.push('XYZ'), 'acquisitionSpecific[6]: is unknown'],
  ])('%s', (_, plant, expected) => {
    expect(problemsAfter(plant).join('\n')).toContain(expected);
  });
});

describe('the list of problems', () => {
  it('has form and content together, and each value once', () => {
    const found = problemsAfter((document) => {
      area(document).name = '';
      document.counts.genericGoals = 4;
      practice(document).number = 'x';
    });
    expect(found.filter((line) => line.startsWith(`${SP32}.number`))).toHaveLength(1);
    expect(found.map((line) => line.split(':')[0])).toEqual(
      expect.arrayContaining([`${OPM}.name`, `${SP32}.number`, 'counts.genericGoals']),
    );
  });

  it('waits with the content while a part is missing', () => {
    const found = problemsAfter((document) => {
      document.counts.genericGoals = 4;
      Reflect.deleteProperty(area(document), 'specificGoals');
    });
    expect(found).toEqual([`${OPM}.specificGoals: is missing`]);
  });

  it('ends after 200 and says how many more there are', () => {
    const found = problemsAfter((document) => {
      for (const { specificGoals } of document.processAreas) {
        for (const { practices } of specificGoals)
          for (const one of practices) Object.assign(one, { title: '', extra: 1 });
      }
    });
    expect(found).toHaveLength(201);
    expect(found.at(-1)).toBe(': and 126 more problems');
  });
});

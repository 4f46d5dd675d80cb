import { describe, expect, it, test } from 'vitest';

import { buildCatalog } from '../../src/process-model/catalog.js';
import { shippedDocument, smallDocument } from './documents.js';

const catalog = buildCatalog(shippedDocument());
const codes = (areas: readonly { code: string }[]) => areas.map(({ code }) => code);

describe('the shipped model', () => {
  it('has all areas, goals and practices', () => {
    const specific = catalog.practices.filter(({ kind }) => kind === 'SPECIFIC');
    expect(catalog.processAreas()).toHaveLength(22);
    expect(catalog.goals.filter(({ kind }) => kind === 'SPECIFIC')).toHaveLength(47);
    expect(specific).toHaveLength(163);
    expect(catalog.genericGoals).toHaveLength(3);
    expect(catalog.genericGoals.flatMap(({ practices }) => practices)).toHaveLength(13);
    expect(catalog.model).toMatchObject({ code: 'CMMI-ACQ', version: '1.3', name: 'CMMI for Acquisition' });
  });

  it('says of every practice in one short sentence what it is about', () => {
    for (const { ref, summary } of catalog.practices) expect(summary, ref).toMatch(/^[A-Z].{15,138}\.$/);
    expect(new Set(catalog.practices.map(({ summary }) => summary)).size).toBe(176);
  });

  it('has both views of the areas', () => {
    const level = (number: number) => catalog.maturityLevels.find((one) => one.level === number)?.processAreas ?? [];
    expect(catalog.maturityLevels.map(({ processAreas }) => processAreas.length)).toEqual([0, 9, 9, 2, 2]);
    expect(codes(level(5)).sort()).toEqual(['CAR', 'OPM']);
    expect(catalog.categories.map(({ code }) => code)).toEqual([
      'PROCESS_MANAGEMENT',
      'PROJECT_MANAGEMENT',
      'ACQUISITION_ENGINEERING',
      'SUPPORT',
    ]);
    expect(codes(catalog.categories[0]?.processAreas ?? [])).toEqual(['OPD', 'OPF', 'OT', 'OPP', 'OPM']);
    for (const area of catalog.processAreas()) {
      expect(area.maturityLevel.processAreas).toContain(area);
      expect(area.category.processAreas).toContain(area);
    }
  });

  it('places OPM SP 3.2 where the model has it, with its inside', () => {
    const practice = catalog.practice('OPM SP 3.2');
    expect(practice).toMatchObject({ ref: 'OPM SP 3.2', key: 'OPM.SP3.2', number: '3.2', kind: 'SPECIFIC' });
    expect(practice?.title).toBe('Manage the Deployment');
    expect(practice?.goal).toMatchObject({ ref: 'OPM SG 3', title: 'Deploy Improvements' });
    expect(practice?.processArea).toMatchObject({ code: 'OPM', name: 'Organizational Performance Management' });
    expect(practice?.processArea?.maturityLevel.level).toBe(5);
    expect(practice?.subpractices.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(practice?.subpractices.filter(({ items }) => items.length === 2).map(({ number }) => number)).toEqual([
      2, 3, 8,
    ]);
    expect(practice?.exampleWorkProducts.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(practice?.subpractices.every((step) => step.practice === practice)).toBe(true);
  });
});

describe('look-ups', () => {
  test.each([
    ['OPM SP 3.2', 'OPM SP 3.2'],
    ['opm sp3.2', 'OPM SP 3.2'],
    ['OPM.SP 3.2', 'OPM SP 3.2'],
    ['OPM SP3.2', 'OPM SP 3.2'],
    ['OPM.SP3.2', 'OPM SP 3.2'],
    ['OPMSP3.2', 'OPM SP 3.2'],
    ['OPM  sp\t3.2 ', 'OPM SP 3.2'],
    ['OPM.SP.3.2', 'OPM SP 3.2'],
    ['gp 2.10', 'GP 2.10'],
    ['GP2.1', 'GP 2.1'],
    ['OPM GP 2.8', 'GP 2.8'],
    ['opm.gp2.8', 'GP 2.8'],
  ])('practice %j is %s', (typed, ref) => {
    expect(catalog.practice(typed)?.ref).toBe(ref);
  });

  test.each([
    '',
    'OPM',
    'OPM SG 3',
    'SP 3.2',
    'OPM SP 3',
    'OPM SP 9.9',
    'XYZ SP 1.1',
    'XYZ GP 2.8',
    'GP 4.1',
    'OPM SP 3.2.4',
  ])('practice %j is none', (typed) => {
    expect(catalog.practice(typed)).toBeNull();
  });

  test.each([
    ['OPM SG 3', 'OPM SG 3'],
    ['opm.sg3', 'OPM SG 3'],
    ['gg2', 'GG 2'],
    ['OPM GG 2', 'GG 2'],
    ['OPM SP 3.2', undefined],
    ['OPM SG 9', undefined],
    ['XYZ GG 2', undefined],
  ])('goal %j is %s', (typed, ref) => {
    expect(catalog.goal(typed)?.ref).toBe(ref);
  });

  it('finds areas by code in any case', () => {
    expect(catalog.processArea(' opm ')?.name).toBe('Organizational Performance Management');
    expect(catalog.processArea('OPM.SG3')).toBeNull();
  });

  it('does not take the area SP for the letters of a practice', () => {
    const small = buildCatalog(smallDocument());
    expect(small.practice('sp sp 1.2')?.key).toBe('SP.SP1.2');
    expect(small.practice('SP SP1.3')).toBeNull();
  });

  test.each([
    'OPM',
    'OPM.SG3',
    'OPM.SP3.2',
    'OPM.SP3.2.4',
    'OPM.SP3.2.WP1',
    'GG2',
    'GP2.8',
    'level:5',
    'category:SUPPORT',
  ])('finds the key %s again', (key) => {
    expect(catalog.byKey(key)?.key).toBe(key);
  });

  it('finds every item by its key and its reference', () => {
    for (const practice of catalog.practices) {
      expect(catalog.byKey(practice.key)).toBe(practice);
      expect(catalog.practice(practice.ref)).toBe(practice);
      expect(practice.goal.practices).toContain(practice);
    }
    for (const goal of catalog.goals) expect(catalog.goal(goal.ref)).toBe(goal);
    for (const reference of catalog.references) expect(catalog.byKey(reference.key)).toBe(reference);
    expect(catalog.byKey('toString')).toBeNull();
  });

  it('narrows areas by level, category and text, also together', () => {
    expect(codes(catalog.processAreas({ maturityLevel: 5 }))).toEqual(['CAR', 'OPM']);
    expect(codes(catalog.processAreas({ categories: ['category:SUPPORT'] }))).toEqual([
      'CAR',
      'CM',
      'DAR',
      'MA',
      'PPQA',
    ]);
    expect(codes(catalog.processAreas({ text: 'organiz process' }))).toEqual(['OPD', 'OPF', 'OPP']);
    expect(codes(catalog.processAreas({ maturityLevel: 5, categories: ['category:SUPPORT'], text: null }))).toEqual([
      'CAR',
    ]);
    expect(catalog.processAreas({ categories: ['category:NONE'] })).toEqual([]);
  });
});

it('cannot be changed', () => {
  const practice = catalog.practice('OPM SP 3.2');
  expect(Object.isFrozen(practice)).toBe(true);
  expect(Object.isFrozen(practice?.references)).toBe(true);
  expect(Object.isFrozen(catalog.processArea('CAR')?.referencedBy)).toBe(true);
  expect(Object.isFrozen(catalog.practices)).toBe(true);
});

it('refuses to be built from a document that was never checked and cannot be linked', () => {
  const document = smallDocument();
  document.pointers = { edges: [{ from: 'SP.SP1.1', to: 'NONE' }] };
  expect(() => buildCatalog(document)).toThrow('the catalog document has no item "NONE"');
});

import { describe, expect, it, test } from 'vitest';

import { buildCatalog } from '../../src/process-model/catalog.js';
import type { CatalogItem, Reference } from '../../src/process-model/items.js';
import { shippedDocument, smallDocument } from './documents.js';

const document = shippedDocument();
const catalog = buildCatalog(document);
const name = (item: CatalogItem) => (item.type === 'ProcessArea' ? item.code : item.ref);
const say = ({ source, kind, target }: Reference) => `${name(source)} ${kind} ${name(target)}`;
const ofKind = (kind: string) => catalog.references.filter((reference) => reference.kind === kind);

describe('OPM SP 3.2', () => {
  const practice = catalog.practice('OPM SP 3.2');

  it('points to exactly three places', () => {
    const found = practice?.references.map((reference) => ({
      kind: reference.kind,
      target: name(reference.target),
      practices: reference.practices.map(({ ref }) => ref),
      subpractice: reference.subpractice?.number ?? null,
      place: reference.place,
      inferred: reference.inferred,
    }));
    expect(found).toEqual([
      {
        kind: 'OVERLAPS_WITH',
        target: 'CAR SP 2.1',
        practices: ['CAR SP 2.1'],
        subpractice: null,
        place: 'note',
        inferred: false,
      },
      {
        kind: 'REFERS_TO',
        target: 'OPF SG 3',
        practices: ['OPF SP 3.1', 'OPF SP 3.2', 'OPF SP 3.3', 'OPF SP 3.4'],
        subpractice: 4,
        place: 'subpractice 4',
        inferred: true,
      },
      {
        kind: 'REFERS_TO',
        target: 'OT SG 2',
        practices: ['OT SP 2.1', 'OT SP 2.2', 'OT SP 2.3'],
        subpractice: 6,
        place: 'subpractice 6',
        inferred: true,
      },
    ]);
  });

  it('makes two of them in its subpractices', () => {
    const made = practice?.subpractices.flatMap(({ number, references }) =>
      references.map((one) => `${number}: ${say(one)}`),
    );
    expect(made).toEqual(['4: OPM SP 3.2 REFERS_TO OPF SG 3', '6: OPM SP 3.2 REFERS_TO OT SG 2']);
  });

  test.each(['CAR SP 2.1', 'OPF SP 3.1', 'OPF SP 3.4', 'OT SP 2.3'])('is found from %s', (ref) => {
    const sources = catalog.practice(ref)?.referencedBy.map(({ source }) => source);
    expect(sources).toContain(practice);
  });

  test.each(['OPF SG 3', 'OT SG 2'])('is found from %s', (ref) => {
    expect(catalog.goal(ref)?.referencedBy.map(({ source }) => source)).toContain(practice);
  });
});

describe('walking back', () => {
  it('finds from a practice what refers to it, to its goal, or closely to its area', () => {
    expect(catalog.practice('OPF SP 3.1')?.referencedBy.map(say)).toEqual([
      'OPM SP 2.1 REFERS_TO OPF SG 3',
      'OPM SP 3.1 COMPLEMENTS OPF SP 3.1',
      'OPM SP 3.1 REFERS_TO OPF SG 3',
      'OPM SP 3.2 REFERS_TO OPF SG 3',
      'OPD RELATED OPF',
      'OPM RELATED OPF',
    ]);
  });

  it('finds each reference from both of its ends', () => {
    for (const reference of catalog.references) {
      expect(reference.source.references).toContain(reference);
      for (const end of [reference.target, ...reference.closest, ...reference.practices]) {
        expect(end.referencedBy.filter((one) => one === reference)).toHaveLength(1);
      }
    }
  });
});

describe('pointers', () => {
  const edges = document.pointers?.edges ?? [];

  it('are all accounted for: those that a reference with a reason repeats are left out', () => {
    const reasoned = new Set(document.opmReferences?.map(({ from, area }) => `${from} ${area}`));
    const repeated = edges.filter(({ from, to }) => reasoned.has(`${from} ${to}`));
    expect(edges).toHaveLength(173);
    expect(repeated).toHaveLength(13);
    expect(ofKind('POINTS_TO')).toHaveLength(160);
    expect(ofKind('POINTS_TO').filter(({ source }) => source.key.startsWith('OPM'))).toEqual([]);
  });

  it('give the reason for which the areas are related, or else the name, and stand for no practice', () => {
    const about = (key: string) => catalog.references.find((one) => one.key === `${key}:POINTS_TO`)?.about;
    expect(about('AM.SP1.1>ATM')).toBe("judging the supplier's technical work");
    expect(about('OT.SP1.4>DAR')).toBe('formal choice (e.g. make or buy training)');
    expect(about('AVAL.SP2.2>PMC')).toBe('more about Project Monitoring and Control');
    expect(ofKind('POINTS_TO').every(({ practices, about }) => practices.length === 0 && about !== '')).toBe(true);
  });
});

describe('related areas', () => {
  it('have a reason and the practices that come closest', () => {
    const opm = catalog.processArea('OPM');
    expect(opm?.relatedProcessAreas.map(({ code }) => code)).toEqual(['CAR', 'DAR', 'MA', 'OPF', 'OPP', 'OT']);
    expect(opm?.references.map(say)).toEqual(opm?.relatedProcessAreas.map(({ code }) => `OPM RELATED ${code}`));
    const training = opm?.references.find(({ target }) => name(target) === 'OT');
    expect(training).toMatchObject({ about: 'giving training', inferred: false, place: null });
    expect(training?.closest.map(name)).toEqual(['OT SG 2']);
    expect(training?.practices.map(name)).toEqual(['OT SP 2.1', 'OT SP 2.2', 'OT SP 2.3']);
    expect(ofKind('RELATED')).toHaveLength(
      document.processAreas.flatMap((area) => area.relatedProcessAreas ?? []).length,
    );
  });

  it('stand for no practice where nothing comes closest', () => {
    const quality = catalog.processArea('PPQA')?.references[0];
    expect(quality?.target.key).toBe('AVER');
    expect(quality?.practices).toEqual([]);
  });
});

describe('references inside a practice', () => {
  it('are made where no reference with a reason says the same', () => {
    const small = smallDocument();
    const practice = small.processAreas[0]?.specificGoals[0]?.practices[0];
    Object.assign(practice ?? {}, { subpractices: [{ n: 1, label: 'Begin', refersTo: ['SP.SP1.2'] }] });
    small.opmSP32 = { id: 'SP.SP1.2', overlapsWith: ['SP.SP1.1'] };
    const found = buildCatalog(small).references.map((one) => `${one.key}: ${one.about}`);
    expect(found).toEqual([
      'SP.SP1.1>SP.SP1.2:REFERS_TO@subpractice 1: more about Stay small',
      'SP.SP1.2>SP.SP1.1:OVERLAPS_WITH: more about Shrink',
    ]);
  });

  it('keep the text of a place that the practice does not spell out', () => {
    const reference = catalog.practice('OPM SP 2.1')?.references.find(({ kind }) => kind === 'REFERS_TO');
    expect(reference).toMatchObject({ place: 'subpractice 1', subpractice: null });
  });
});

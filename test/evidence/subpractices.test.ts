import { describe, expect, it, test } from 'vitest';
import { buildCatalog } from '../../src/process-model/catalog.js';
import { EARLY_ADOPTER, EVIDENCE_KINDS, evidenceTags } from '../../src/evidence/subpractices.js';
import { DEPLOYMENT_PRACTICE, subpracticesOf, typesThatShow } from '../../src/evidence/subpractices.js';
import { eventTypes } from '../../src/schema/event.js';
import '../../src/graph/schema.js';
import { shippedDocument } from '../catalog/documents.js';

const catalog = buildCatalog(shippedDocument());
const ascending = (numbers: Iterable<number>) => [...numbers].sort((one, other) => one - other);
const tags = Object.values(evidenceTags).flatMap((tag) => tag ?? []);

describe('the table of evidence', () => {
  it('has every type of event of the schema, and no other: tagged, or left out on purpose', () => {
    expect(Object.keys(evidenceTags).sort()).toEqual(Object.values(eventTypes).sort());
  });

  it('names practices that the model has, and shows something by each tag', () => {
    for (const { practices, subpractices } of tags) {
      for (const ref of practices) expect(catalog.practice(ref)?.ref, ref).toBe(ref);
      expect(practices.length + subpractices.length).toBeGreaterThan(0);
    }
  });

  it('has something for each subpractice, in order, and uses every kind', () => {
    const numbers = catalog.practice(DEPLOYMENT_PRACTICE)?.subpractices.map(({ number }) => number);
    expect(ascending(new Set(tags.flatMap(({ subpractices }) => subpractices)))).toEqual(numbers);
    for (const { subpractices } of tags) expect(ascending(subpractices)).toEqual(subpractices);
    expect([...new Set(tags.map(({ kind }) => kind))].sort()).toEqual(Object.keys(EVIDENCE_KINDS).sort());
  });

  it('knows consulting in place of training as incremental deployment, too', () => {
    const of = (type: string, after: unknown, improvementId: string | null = 'one') =>
      subpracticesOf({ type, improvementId, after });
    expect(of(EARLY_ADOPTER.type, { inPlaceOfTraining: true })).toEqual([3, 5]);
    expect(of(EARLY_ADOPTER.type, { inPlaceOfTraining: false })).toEqual([5]);
    expect(of(EARLY_ADOPTER.type, null)).toEqual([5]);
    expect(of('ConsultingRequested', { inPlaceOfTraining: true })).toEqual([5]);
    expect(of('OfAnotherServer', {})).toEqual([]);
    expect(of('TailoringRecorded', {})).toEqual([4]);
    expect(of('ProcessVersionIssued', {}, null), 'a version that no improvement is behind').toEqual([]);
  });

  test.each([
    ['OT SP 2.1', 'TrainingDelivered', 'TrainingWaived'],
    ['OT SP 2.2', 'TrainingWaived', 'TrainingPublished'],
    ['OPF SP 3.1', 'TailoringRecorded', 'PlanAgreed'],
    ['OPF SP 3.2', 'ProcessVersionIssued', 'ProcessWaiverAccepted'],
    ['OPF SP 3.3', 'ProcessWaiverAccepted', 'TailoringRecorded'],
    ['OPF SP 3.4', 'LessonRecorded', 'TailoringRecorded'],
    ['IPM SP 1.1', 'TailoringRecorded', 'ProgressRecorded'],
    ['OPM SP 3.3', 'ReadingRecorded', 'ProgressRecorded'],
    ['OPM SP 3.2', 'ProgressRecorded', 'ReadingRecorded'],
    ['CAR SP 2.1', 'ProgressRecorded', 'ReadingRecorded'],
    ['MA SP 2.1', 'BaselineFixed', 'MeasureDefined'],
  ])('%s is shown by %s, not by %s', (practice, shows, doesNot) => {
    expect(typesThatShow(practice)).toContain(shows);
    expect(typesThatShow(practice)).not.toContain(doesNot);
  });

  it('shows nothing of practices that no record is about', () => {
    expect(typesThatShow('OT SP 2.3')).toEqual([]);
    expect(typesThatShow('GP 2.8')).toEqual([]);
  });
});

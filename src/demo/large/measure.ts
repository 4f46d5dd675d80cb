import type { Row } from './ledger.js';
import type { Project, World } from './world.js';

/** Days between two readings in a project. */
const PACE = 14;

/** A measure that is defined today: read in some projects before and after, with baselines fixed before a day. */
export function runMeasure(
  { ledger, calendar, chance, processGroupIds }: World,
  improvementId: string,
  projects: readonly Project[],
  start: number,
): void {
  const by = (ledger.actorId = chance.pick(processGroupIds));
  const about = (type: string) => ({ type, recordType: 'Measure', improvementId }) as const;
  const measure = ledger.create(
    about('MeasureDefined'),
    {
      improvementId,
      name: 'Defects per delivery',
      unitOfMeasurement: 'defects',
      direction: 'LOWER_IS_BETTER',
      objective: 5,
      why: 'Found early, they are cheap.',
      dropReason: null,
    },
    { baselines: [] },
  );
  const baselines: Row[] = [];
  const from = calendar.today + 1;
  const eventFields = () => ({ baselines: baselines.map(({ measureId: _measureId, ...each }) => each) });
  for (const project of projects) {
    const read = (): void => {
      const recordedById = (ledger.actorId = project.leadId);
      const expected = calendar.today < start + 60 ? 9 : 6;
      ledger.create(
        { type: 'ReadingRecorded', recordType: 'MeasureReading', improvementId, unitId: project.id },
        {
          measureId: measure.id,
          unitId: project.id,
          day: calendar.date(calendar.today),
          value: Math.max(0, expected + chance.between(-4, 4)),
          recordedById,
        },
      );
    };
    for (let day = from; day < start + 400; day += PACE) calendar.on(day, read);
    calendar.on(start - 1, () => {
      ledger.actorId = by;
      const before = eventFields();
      const period = { periodStart: calendar.date(from), periodEnd: calendar.date(start - 2) };
      const fixed = { fixedById: by, fixedAt: ledger.now.toISOString() };
      const row = { id: ledger.id(), measureId: measure.id, unitId: project.id, ...period, ...fixed };
      baselines.push(ledger.add('MeasureBaseline', row));
      ledger.change(measure, {}, { ...about('BaselineFixed'), unitId: project.id }, { before, after: eventFields() });
    });
  }
}

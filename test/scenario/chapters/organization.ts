import { step } from '../step.js';
import type { Attempt, Chapter, Step, Who } from '../step.js';

const people = (
  [
    ['Paul', 'PROJECT_LEAD', ['Ada', 'an-administrator-stays', 'deactivatePerson', { personId: '@Ada' }]],
    ['Petra', 'PROJECT_LEAD', ['Paul', 'ForbiddenError']],
    ['Dora', 'DEPLOYMENT_LEAD', ['Petra', 'ForbiddenError']],
    ['Sam', 'SPONSOR', ['Dora', 'ForbiddenError']],
    ['Vera', 'VIEWER', ['Sam', 'ForbiddenError']],
  ] as const satisfies readonly (readonly [string, string, Attempt])[]
).map(([name, role, attempt]) =>
  step('01-05', [attempt], ['Ada', 'addPerson', { name, subject: name, role }, name], 'told: PersonAdded'),
);

const units = ['Bridge', 'Clinic', 'Depot', 'Ferry', 'Grid', 'Harbor', 'Tools'].map((name) => {
  const kind = name === 'Tools' ? 'SUPPORT_GROUP' : 'PROJECT';
  const fresh = `load ${name}: 0 open, at most 0 at once, 0 late, 0 at risk\ntold: UnitAdded in ${name}`;
  return step('01-06', [['Sam', 'ForbiddenError']], ['Ada', 'addUnit', { kind, name }, name], fresh);
});

const lead = (unit: string, who: Who): Step =>
  step(
    '01-07',
    [['Dora', 'ForbiddenError']],
    ['Ada', 'assignUnitLead', { unitId: `@${unit}`, personId: `@${who}` }],
    `told: UnitLeadAssigned in ${unit}`,
  );

const establish = (unit: string, who: Who, ...refused: Attempt[]): Step => {
  const input = { unitId: `@${unit}`, title: `Process of ${unit}`, label: '1.0', issuedOn: '2025-06-01' };
  return step(
    '01-08',
    refused,
    [who, 'establishDefinedProcess', input, `process of ${unit}`],
    `told: DefinedProcessEstablished in ${unit}`,
  );
};

const ofTools = { unitId: '@Tools', title: 'Process', label: '1.0', issuedOn: '2025-06-01' };

/** Who is there, who leads what, and by which process projects work. */
export const organization: Chapter = {
  title: 'the administrator sets up the organization',
  steps: [
    ...people,
    ...units,
    lead('Bridge', 'Paul'),
    lead('Depot', 'Paul'),
    lead('Grid', 'Paul'),
    lead('Clinic', 'Petra'),
    lead('Ferry', 'Petra'),
    lead('Tools', 'Dora'),
    establish('Bridge', 'Paul', ['Petra', 'ForbiddenError'], ['Vera', 'ForbiddenError']),
    establish('Depot', 'Paul', ['Dora', 'defined-process-of-a-project', 'establishDefinedProcess', ofTools]),
  ],
};

import type { Chance } from '../../chance.js';
import type { Calendar } from './calendar.js';
import type { Ledger, LedgerRecord, Row } from './ledger.js';

/** A project of the organization, with who leads it and by which process it works. */
export interface Project {
  readonly id: string;
  readonly leadId: string;
  process?: { readonly record: LedgerRecord; previous: Row | null; latest: Row };
}

/** Where a history takes place. */
export interface World {
  readonly ledger: Ledger;
  readonly calendar: Calendar;
  readonly chance: Chance;
  readonly sponsorIds: readonly string[];
  readonly processGroupIds: readonly string[];
  readonly projects: readonly Project[];
}

/** Projects of one person who leads them. */
const PROJECTS_PER_LEAD = 5;

const ATTRIBUTES = {
  acquisition: ['service', 'product', 'construction', 'software'],
  phase: ['tender', 'build', 'transition', 'operation'],
  size: ['S', 'M', 'L', 'XL'],
  site: ['Bergen', 'Porto', 'Tampere', 'Graz', 'Lyon'],
  supplier: ['yes', 'no'],
} as const;
const NAMES = ['Amal', 'Bo', 'Chidi', 'Dana', 'Eskil', 'Farah', 'Goran', 'Hanna', 'Ines', 'Jonas', 'Kaya', 'Luis'];
const SURNAMES = ['Abe', 'Berg', 'Costa', 'Diaz', 'Eze', 'Fischer', 'Gruber', 'Haas', 'Ito', 'Jansen', 'Kovac', 'Lund'];

/** Adds people and units, whom a history needs before it begins. */
export function populate(ledger: Ledger, calendar: Calendar, projectCount: number): World {
  const { chance } = ledger;
  const person = (role: string, number: number): string => {
    const name = `${chance.pick(NAMES)} ${chance.pick(SURNAMES)} ${number}`;
    const subject = `${role.toLowerCase().replaceAll('_', '-')}-${number}`;
    const about = { email: null, locale: null, timeZone: null };
    const rest = { roleByHand: null, issuerId: null, ownerId: null, erasedAt: null };
    const fields = { subject, name, role, active: true, ...about, ...rest };
    return ledger.create({ type: 'PersonAdded', recordType: 'Person' }, fields).id;
  };
  const people = (role: string, count: number) => Array.from({ length: count }, (_, index) => person(role, index + 1));
  people('VIEWER', 3);
  const sponsorIds = people('SPONSOR', 5);
  const processGroupIds = people('DEPLOYMENT_LEAD', 10);
  const leadIds = people('PROJECT_LEAD', Math.ceil(projectCount / PROJECTS_PER_LEAD));
  const unit = (kind: string, name: string, attributes: Row, leadId: string): Project => {
    const id = ledger.id();
    const about = { recordType: 'Unit', unitId: id } as const;
    const record = ledger.create(
      { ...about, type: 'UnitAdded' },
      { id, kind, name, attributes, timeZone: null, retiredAt: null },
    );
    ledger.add('UnitLead', { unitId: id, personId: leadId, managedBy: 'HAND' });
    const leads = { before: { leads: [] }, after: { leads: [leadId] } };
    ledger.change(record, {}, { ...about, type: 'UnitLeadAssigned' }, leads);
    return { id, leadId };
  };
  const digits = String(projectCount).length;
  const projects = Array.from({ length: projectCount }, (_, index) => {
    const attributes = Object.fromEntries(
      Object.entries(ATTRIBUTES).map(([name, values]) => [name, chance.pick<string>(values)]),
    );
    const name = `Project ${String(index + 1).padStart(digits, '0')}`;
    return unit('PROJECT', name, attributes, leadIds[Math.floor(index / PROJECTS_PER_LEAD)] as string);
  });
  for (const name of ['Configuration management', 'Quality assurance', 'Training department'])
    unit('SUPPORT_GROUP', name, {}, chance.pick(processGroupIds));
  unit('ORGANIZATIONAL_GROUP', 'Process group', {}, chance.pick(processGroupIds));
  return { ledger, calendar, chance, sponsorIds, processGroupIds, projects };
}

/** Gives each project a process of its own, and a new version of it now and then. */
export function runProcesses({ ledger, calendar, chance, projects }: World): void {
  for (const project of projects) {
    const version = (processId: string, number: number): Row => {
      const eventFields = {
        id: ledger.id(),
        number,
        label: `1.${number}`,
        issuedOn: calendar.date(calendar.today),
        link: null,
        createdAt: ledger.now.toISOString(),
      };
      ledger.add('ProcessVersion', { ...eventFields, processId, organizationId: ledger.organizationId });
      return eventFields;
    };
    const about = (type: string) => ({ type, recordType: 'DefinedProcess', unitId: project.id }) as const;
    const establish = (): void => {
      ledger.actorId = project.leadId;
      const id = ledger.id();
      const latest = version(id, 1);
      const fields = { id, unitId: project.id, title: 'Defined process' };
      const record = ledger.create(about('DefinedProcessEstablished'), fields, { latest });
      project.process = { record, previous: null, latest };
    };
    const issue = (): void => {
      const { process } = project;
      if (!process) return;
      ledger.actorId = project.leadId;
      const latest = version(process.record.id, Number(process.latest['number']) + 1);
      const relatedFields = { before: { latest: process.latest }, after: { latest } };
      ledger.change(process.record, {}, about('ProcessVersionIssued'), relatedFields);
      [process.previous, process.latest] = [process.latest, latest];
    };
    const first = chance.between(1, 5);
    calendar.on(first, establish);
    for (let day = first + chance.between(30, 90); day < calendar.length; day += chance.between(60, 120))
      calendar.on(day, issue);
  }
}

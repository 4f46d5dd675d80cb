import { mutations } from '../../schema/mutations.js';
import { addPerson, changePersonRole, deactivatePerson, reactivatePerson } from '../operations/person.js';
import { addUnit, assignUnitLead, changeUnit, removeUnitLead } from '../operations/unit.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { Person } from './person.js';
import { Unit } from './unit.js';

mutations(addUnit, changeUnit, assignUnitLead, removeUnitLead);
mutations(addPerson, changePersonRole, deactivatePerson, reactivatePerson);

viewerCan(Unit, { name: true });

viewerCan(Person, { role: true, active: true });

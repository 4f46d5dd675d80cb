import { mutations } from '../../schema/mutations.js';
import { addPerson, changePersonRole, deactivatePerson, reactivatePerson } from '../operations/person.js';
import { addUnit, assignUnitLead, changeUnit, removeUnitLead } from '../operations/unit.js';

mutations(addUnit, changeUnit, assignUnitLead, removeUnitLead);
mutations(addPerson, changePersonRole, deactivatePerson, reactivatePerson);

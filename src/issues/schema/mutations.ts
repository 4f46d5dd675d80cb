import { mutations } from '../../schema/mutations.js';
import * as reporting from '../operations/reporting.js';

mutations(...Object.values(reporting));

import { mutations } from '../../schema/mutations.js';
import * as session from '../operations/session.js';

mutations(...Object.values(session));

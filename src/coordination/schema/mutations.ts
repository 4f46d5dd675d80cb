import { mutations } from '../../schema/mutations.js';
import * as coordinating from '../operations/coordinating.js';

mutations(...Object.values(coordinating));

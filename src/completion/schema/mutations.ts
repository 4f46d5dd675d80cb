import { mutations } from '../../schema/mutations.js';
import * as closing from '../operations/closing.js';
import * as confirming from '../operations/confirming.js';

mutations(...Object.values(confirming), ...Object.values(closing));

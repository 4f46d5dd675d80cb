import { mutations } from '../../schema/mutations.js';
import * as affirming from '../operations/affirming.js';

mutations(...Object.values(affirming));

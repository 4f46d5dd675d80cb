import { mutations } from '../../schema/mutations.js';
import * as drafting from '../operations/drafting.js';
import * as writing from '../operations/writing.js';

mutations(...Object.values(drafting), ...Object.values(writing));

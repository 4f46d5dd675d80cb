import { mutations } from '../../schema/mutations.js';
import * as delivering from '../operations/delivering.js';
import * as writing from '../operations/writing.js';

mutations(...Object.values(writing), ...Object.values(delivering));

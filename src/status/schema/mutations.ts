import { mutations } from '../../schema/mutations.js';
import { postStatusUpdate } from '../operations/posting.js';

mutations(postStatusUpdate);

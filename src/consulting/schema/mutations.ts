import { mutations } from '../../schema/mutations.js';
import * as session from '../operations/session.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { ConsultingSession } from './session.js';

mutations(...Object.values(session));

viewerCan(ConsultingSession, {
  state: true,
  unitId: true,
  consultantId: true,
  improvement: { select: { state: true } },
});

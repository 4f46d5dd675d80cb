import { mutations } from '../../schema/mutations.js';
import * as improvement from '../operations/improvement.js';
import { relateImprovement, unrelateImprovement } from '../operations/relation.js';
import { prioritizeImprovement } from '../operations/revision.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { Improvement } from './improvement.js';

mutations(
  improvement.suggestImprovement,
  improvement.reviseImprovement,
  improvement.analyzeImprovement,
  improvement.selectImprovement,
  improvement.startImprovementDeployment,
  improvement.holdImprovement,
  improvement.resumeImprovement,
  relateImprovement,
  unrelateImprovement,
  prioritizeImprovement,
);

viewerCan(Improvement, { state: true, heldState: true });

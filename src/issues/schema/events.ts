import { recordEvents } from '../../schema/record-events.js';
import { issueEvents } from '../events.js';
import { Issue, IssueStateEnum } from './issue.js';

recordEvents(issueEvents, { record: ['issue', Issue], state: ['issueState', IssueStateEnum] });

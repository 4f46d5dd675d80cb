import type { Command } from '../commands/command.js';
import * as comments from '../comments/operations/commenting.js';
import * as consulting from '../consulting/operations/session.js';
import * as coordination from '../coordination/operations/coordinating.js';
import { postStatusUpdate } from '../status/operations/posting.js';
import { affirmPractice } from '../evidence/operations/affirming.js';
import { relateImprovement } from '../improvements/operations/relation.js';
import * as issues from '../issues/operations/reporting.js';
import { establishDefinedProcess, issueProcessVersion } from '../processes/operations/defined-process.js';
import { recordTailoring } from '../processes/operations/tailoring.js';
import { deliverTraining } from '../training/operations/delivering.js';
import * as training from '../training/operations/writing.js';
import { deploymentName, inDays, partName, ref } from './act.js';
import type { Act } from './act.js';
import { demoImprovements } from './story.js';

const [RISK_REVIEWS = '', TEMPLATE = '', EVIDENCE = ''] = demoImprovements.map(({ title }) => title);

/** What surrounds the deployments of the demo, in no order: training, consulting, processes, coordination, issues, comments, status updates. */
export function supportActs(): Act[] {
  return [
    ...trainingActs(),
    ...consultingActs(),
    ...processActs('Harbor Radar', 'paul', 72),
    ...processActs('Rail Ticketing', 'paul', 69),
    ...coordinationActs(),
    ...issueActs(),
    ...commentActs(),
    ...statusActs(),
    {
      command: affirmPractice,
      by: 'pia',
      daysAgo: 9,
      record: 'A word of Pia Salonen',
      input: {
        practice: 'OPM SP 3.2',
        subpractice: 3,
        improvementId: ref(TEMPLATE),
        unitId: ref('Water Meters'),
        text: 'We are waiting for our increment, and hear what the earlier ones learned.',
      },
    },
    {
      command: relateImprovement,
      by: 'dario',
      daysAgo: 92,
      record: TEMPLATE,
      changes: 'improvementId',
      input: { kind: 'BUNDLED_WITH', relatedId: ref(EVIDENCE), note: 'The template asks for the evidence.' },
    },
  ];
}

/** Acts on one record: the first makes it, the others change it. */
function actsOn(record: string, changes: string) {
  return {
    make: (command: Command, daysAgo: number, by: string, input: Act['input']): Act => ({
      command,
      by,
      daysAgo,
      record,
      input,
    }),
    change: (command: Command, daysAgo: number, by: string, input: Act['input'] = {}): Act => ({
      command,
      by,
      daysAgo,
      record,
      changes,
      input,
    }),
  };
}

function trainingActs(): Act[] {
  const lesson = 'How to write a statement of work';
  const item = actsOn(lesson, 'trainingItemId');
  const news = actsOn('What a risk review is for', 'trainingItemId');
  const delivery = (unit: string, by: string, daysAgo: number, headCount: number): Act => ({
    command: deliverTraining,
    by,
    daysAgo,
    record: partName(lesson, unit),
    input: {
      trainingItemId: ref(lesson),
      unitId: ref(unit),
      deliveredOn: inDays(-daysAgo),
      trainer: 'Imani Okafor',
      headCount,
    },
  });
  return [
    news.make(training.identifyTraining, 160, 'imani', {
      improvementId: ref(RISK_REVIEWS),
      kind: 'COMMUNICATION',
      title: 'What a risk review is for',
      audience: 'Project leads and their suppliers',
      assetChange: 'Procedure for supplier risks 1.3',
    }),
    news.change(training.draftTraining, 158, 'imani', { text: 'Two pages: why monthly, who comes, what is asked.' }),
    news.change(training.publishTraining, 156, 'imani'),
    item.make(training.identifyTraining, 118, 'imani', {
      improvementId: ref(TEMPLATE),
      kind: 'TRAINING',
      title: lesson,
      audience: 'Those who write statements of work',
      assetChange: 'Statement of work template 4.0',
      assetChangedOn: inDays(-115),
    }),
    item.change(training.draftTraining, 90, 'imani', { link: 'https://training.meridian.example/statement-of-work' }),
    item.change(training.publishTraining, 60, 'imani', { note: 'With what the early adopters learned.' }),
    delivery('Tax Portal', 'priya', 52, 9),
    delivery('Weather Grid', 'priya', 49, 6),
    delivery('Depot Robots', 'pavel', 47, 7),
  ];
}

function consultingActs(): Act[] {
  const session = (unit: string, by: string, day: number, topics: string): readonly Act[] => {
    const acts = actsOn(`Help for ${unit}`, 'consultingSessionId');
    return [
      acts.make(consulting.requestConsulting, day, by, { improvementId: ref(TEMPLATE), unitId: ref(unit), topics }),
      acts.change(consulting.scheduleConsulting, day - 1, 'imani', {
        consultantId: ref('imani'),
        scheduledOn: inDays(4 - day),
      }),
      acts.change(consulting.deliverConsulting, day - 4, 'imani', {
        deliveredOn: inDays(4 - day),
        hours: 6,
        outcome: 'The first statement of work was written together.',
        followUp: 'Look at the second one when it is there.',
      }),
    ];
  };
  const radar = session('Harbor Radar', 'paul', 111, 'Our first statement of work from the template');
  const asked = actsOn('Help for Water Meters', 'consultingSessionId');
  return [
    ...radar,
    actsOn('Help for Harbor Radar', 'consultingSessionId').change(consulting.closeConsulting, 90, 'imani', {
      followUpDone: 'The second one needed no help.',
    }),
    ...session('Rail Ticketing', 'paul', 108, 'Clauses for a service that is running already'),
    asked.make(consulting.requestConsulting, 8, 'pia', {
      improvementId: ref(EVIDENCE),
      unitId: ref('Water Meters'),
      topics: 'Which files our supplier can deliver',
    }),
  ];
}

/** A project writes the template into its own process before it adopts it. */
function processActs(unit: string, by: string, adopted: number): Act[] {
  const record = `Process of ${unit}`;
  const labels = [`${unit} process 1.0`, `${unit} process 2.0`] as const;
  return [
    {
      command: establishDefinedProcess,
      by,
      daysAgo: 190,
      record,
      input: { unitId: ref(unit), title: record, label: labels[0], issuedOn: inDays(-190) },
    },
    {
      command: issueProcessVersion,
      by,
      daysAgo: adopted + 2,
      record,
      changes: 'definedProcessId',
      input: { label: labels[1], issuedOn: inDays(-adopted - 2) },
    },
    {
      command: recordTailoring,
      by,
      daysAgo: adopted + 1,
      record: partName(record, TEMPLATE),
      input: {
        improvementId: ref(TEMPLATE),
        unitId: ref(unit),
        fromVersionId: ref(partName(record, labels[0])),
        toVersionId: ref(partName(record, labels[1])),
        change: 'Solicitations start from the template; clauses of the site are an annex.',
      },
    },
  ];
}

function coordinationActs(): Act[] {
  const list = actsOn('One list of supplier risks', 'coordinationActivityId');
  const share = (unit: string, by: string, daysAgo: number): Act =>
    list.change(coordination.completeCoordinationShare, daysAgo, by, { unitId: ref(unit) });
  const annexes = actsOn('Annexes of all sites', 'coordinationActivityId');
  return [
    list.make(coordination.openCoordination, 150, 'dario', {
      improvementId: ref(RISK_REVIEWS),
      unitIds: ['Harbor Radar', 'Rail Ticketing', 'Supplier Quality'].map(ref),
      title: 'One list of supplier risks',
      description: 'Projects with the same supplier keep one list.',
      ownerId: ref('imani'),
      dueOn: inDays(-110),
    }),
    share('Harbor Radar', 'paul', 130),
    share('Rail Ticketing', 'paul', 128),
    share('Supplier Quality', 'imani', 120),
    list.change(coordination.completeCoordination, 119, 'imani', { outcome: 'One list, kept by Supplier Quality.' }),
    annexes.make(coordination.openCoordination, 40, 'dario', {
      improvementId: ref(TEMPLATE),
      relatedImprovementIds: [ref(EVIDENCE)],
      unitIds: ['Tax Portal', 'Depot Robots', 'Water Meters'].map(ref),
      title: 'Annexes of all sites',
      description: 'Each site puts its clauses into one annex.',
      ownerId: ref('dario'),
      dueOn: inDays(-3),
    }),
    annexes.change(coordination.completeCoordinationShare, 22, 'priya', { unitId: ref('Tax Portal') }),
  ];
}

function issueActs(): Act[] {
  const supplier = actsOn('The supplier wants its own template', 'issueId');
  const minutes = actsOn('Minutes are missing', 'issueId');
  return [
    minutes.make(issues.openIssue, 104, 'silvia', {
      improvementId: ref(RISK_REVIEWS),
      unitId: ref('Clinic Records'),
      title: 'Minutes are missing',
      description: 'Two of three reviews have no minutes.',
      ownerId: ref('paul'),
    }),
    minutes.change(issues.closeIssue, 102, 'paul', { resolution: 'Written down with the supplier.' }),
    supplier.make(issues.openIssue, 35, 'pavel', {
      improvementId: ref(TEMPLATE),
      deploymentId: ref(deploymentName(TEMPLATE, 'Depot Robots')),
      title: 'The supplier wants its own template',
      ownerId: ref('dario'),
      description: 'The supplier of Depot Robots has a statement of work of its own and does not give way.',
    }),
    supplier.change(issues.startIssueAction, 28, 'dario', { note: 'Both templates are compared clause by clause.' }),
  ];
}

function commentActs(): Act[] {
  const question = actsOn('A question of Vera Lindqvist', 'commentId');
  const answer = actsOn('An answer of Dario Conti', 'commentId');
  const remark = actsOn('A remark of Paul Mercier', 'commentId');
  const aside = actsOn('An aside of Pavel Novak', 'commentId');
  const issueId = ref('The supplier wants its own template');
  return [
    question.make(comments.addComment, 27, 'vera', {
      issueId,
      body: 'Which clauses of the two templates differ?',
      mentionIds: [ref('dario')],
    }),
    answer.make(comments.addComment, 26, 'dario', {
      issueId,
      inReplyToId: ref('A question of Vera Lindqvist'),
      body: 'Two: **acceptance** and the *notice period*.',
      mentionIds: [ref('vera'), ref('pavel')],
    }),
    question.change(comments.resolveComment, 25, 'vera'),
    remark.make(comments.addComment, 88, 'paul', {
      improvementId: ref(RISK_REVIEWS),
      body: 'The reviews take an hour less since the supplier prepares them.',
    }),
    aside.make(comments.addComment, 24, 'pavel', { improvementId: ref(RISK_REVIEWS), body: 'Wrong place, sorry.' }),
    aside.change(comments.removeComment, 23.5, 'pavel'),
  ];
}

function statusActs(): Act[] {
  const post = (daysAgo: number, by: string, about: string, input: Readonly<Record<string, unknown>>): Act => ({
    command: postStatusUpdate,
    by,
    daysAgo,
    record: `Status of ${about}, ${daysAgo} days ago`,
    input,
  });
  return [
    post(60, 'dario', RISK_REVIEWS, {
      improvementId: ref(RISK_REVIEWS),
      health: 'ON_TRACK',
      text: 'The first increment works as hoped; the second begins.',
      cadenceDays: 14,
    }),
    post(20, 'dario', TEMPLATE, {
      improvementId: ref(TEMPLATE),
      health: 'AT_RISK',
      text: 'The supplier of **Depot Robots** wants its own template. We compare both.',
      cadenceDays: 14,
    }),
    post(6, 'dario', TEMPLATE, {
      improvementId: ref(TEMPLATE),
      health: 'ON_TRACK',
      text: 'Two clauses differ, and the supplier accepts ours.',
    }),
    post(5, 'paul', 'Clinic Records', {
      unitId: ref('Clinic Records'),
      health: 'OFF_TRACK',
      text: 'Two improvements at once were one too many before the release.',
      cadenceDays: 30,
    }),
  ];
}

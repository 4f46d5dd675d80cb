import { continuousAreas, referencesOf, relatedAreas, shippedCatalog, stagedAreas } from './areas.js';
import { entityDiagrams } from './entities.js';
import { deploymentDiagram, improvementDiagram, incrementDiagram, planDiagram } from './states.js';

/** The page docs/diagrams.md. */
export async function diagramsPage(): Promise<string> {
  const catalog = await shippedCatalog();
  const { name, version } = catalog.model;
  return [
    '<!-- Written by `npm run docs`: edit src/reference/diagrams.ts instead. -->',
    '# Diagrams',
    'Drawn from the code: the process model from `prisma/catalog`, the states from the `rules.ts` of each feature, the tables from `prisma/schema`. `npm run docs` draws them again, and `npm run check` fails if they are out of date.',
    `## Process areas`,
    `The process areas of ${name} v${version} in the staged representation, by maturity level:`,
    stagedAreas(catalog),
    'In the continuous representation, by category:',
    continuousAreas(catalog),
    '## Practices',
    'What the goals and practices of Organizational Performance Management (OPM) refer to:',
    referencesOf(catalog, 'OPM'),
    'The process areas that the model names as related to each area:',
    relatedAreas(catalog),
    '## States',
    'An edge is a command that changes the state. Commands that leave it as it is are only in the tables.',
    '### Improvement',
    improvementDiagram(),
    '### Deployment',
    'Its owner is its improvement. An edge may depend on whether the deployment still has open blockers, and on the state that it resumes.',
    deploymentDiagram(),
    '### Plan',
    'After a response, the plan is AGREED if all stakeholders have agreed, else IN_REVIEW.',
    planDiagram(),
    '### Increment',
    'Its owner is its plan.',
    incrementDiagram(),
    '## Tables',
    'One diagram for each file in `prisma/schema`, with the names of relations. Not drawn: nearly every table refers to the organization that it belongs to, and to the people who did something.',
    await entityDiagrams(),
  ].join('\n\n');
}

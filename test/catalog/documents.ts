import { readFileSync } from 'node:fs';

import type { CatalogDocument } from '../../src/process-model/document.js';

const SHIPPED = readFileSync(new URL('../../prisma/catalog/cmmi-acq-1.3.json', import.meta.url), 'utf8');

/** The model that we ship, read anew: a test may change it. */
export function shippedDocument(): CatalogDocument {
  return JSON.parse(SHIPPED) as CatalogDocument;
}

/** The same in the form without our additions, as others hand it over. */
export function plainDocument(): CatalogDocument {
  const document = shippedDocument();
  const goals = [...document.genericGoals, ...document.processAreas.flatMap((area) => area.specificGoals)];
  for (const practice of goals.flatMap((goal) => goal.practices)) {
    delete practice.summary;
    delete practice.subpractices;
    delete practice.exampleWorkProducts;
  }
  return document;
}

/** The smallest model that is one: an area with a goal and two practices, and one generic practice. */
export function smallDocument(): CatalogDocument {
  return {
    model: { code: 'SMALL', version: '1', name: 'A small model' },
    counts: { processAreas: 1, specificGoals: 1, specificPractices: 2, genericGoals: 1, genericPractices: 1 },
    maturityLevels: [{ level: 1, name: 'First' }],
    categories: [{ code: 'ALL', name: 'All', processAreas: ['SP'] }],
    genericGoals: [
      { id: 'GG1', number: 1, title: 'Do it', practices: [{ id: 'GP1.1', number: '1.1', title: 'Start' }] },
    ],
    processAreas: [
      {
        code: 'SP',
        name: 'Small Process',
        maturityLevel: 1,
        category: 'All',
        origin: 'CORE',
        highMaturity: false,
        specificGoals: [
          {
            id: 'SP.SG1',
            number: 1,
            title: 'Be small',
            practices: [
              { id: 'SP.SP1.1', number: '1.1', title: 'Shrink' },
              { id: 'SP.SP1.2', number: '1.2', title: 'Stay small' },
            ],
          },
        ],
      },
    ],
  };
}

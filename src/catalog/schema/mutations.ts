import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { mutation } from '../../schema/mutations.js';
import { catalogEvents } from '../events.js';
import { importCatalog } from '../operations/import.js';
import { ProcessModel } from './process-area.js';

mutation(importCatalog, (t) => ({
  processModel: t.field({
    type: ProcessModel,
    description: 'The model in force now.',
    resolve: async (_outcome, _args, { services }) => {
      await services.catalogStore.refresh();
      return services.catalogStore.current().model;
    },
  }),
}));

for (const [type, description] of Object.entries(catalogEvents)) {
  builder.objectField(eventType(type, description), 'processModel', (t) =>
    t.field({
      type: ProcessModel,
      description: 'The process model, as it is now.',
      resolve: (_event, _args, { catalog }) => catalog.model,
    }),
  );
}

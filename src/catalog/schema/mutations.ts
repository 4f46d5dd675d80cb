import { builder } from '../../schema/builder.js';
import { commandField } from '../../schema/command-field.js';
import { eventType } from '../../schema/event.js';
import { catalogEvents } from '../events.js';
import { importCatalog } from '../operations/import.js';
import { ProcessModel } from './process-area.js';

commandField({
  command: importCatalog,
  description:
    'Replaces the process model, all or nothing; InvalidInputError lists all that is wrong with it. Administrators, as long ' +
    'as theirs is the only organization of the server: the model is shared.',
  payload: (t) => ({
    processModel: t.field({
      type: ProcessModel,
      description: 'The model in force now.',
      resolve: async (_outcome, _args, { services }) => {
        await services.catalogStore.refresh();
        return services.catalogStore.current().model;
      },
    }),
  }),
  fields: (t) => ({
    document: t.field({ type: 'JSON', required: true, description: 'The model, in the form of the shipped one.' }),
  }),
});

for (const [type, description] of Object.entries(catalogEvents)) {
  builder.objectField(eventType(type, description), 'processModel', (t) =>
    t.field({
      type: ProcessModel,
      description: 'The process model, as it is now.',
      resolve: (_event, _args, { catalog }) => catalog.model,
    }),
  );
}

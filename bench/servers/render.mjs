/** Executions of our server's views, without hub and sockets. */
import { createRequire } from 'node:module';

const from = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const { parse } = createRequire(new URL('../../dist/', import.meta.url))('graphql');

/** Makes what executes a view for the newest event, many at once, each as a hub's group would. */
export async function makeRenderer(app, { organizationId }, query, variables) {
  const [{ createRender }, { createContext }, { readHead, readLog }] = await Promise.all(
    ['server/graphql/render.js', 'schema/context.js', 'log/event-log.js'].map(from),
  );
  const { services, graphql } = app;
  const { schema } = graphql.getEnveloped({});
  const context = createContext(services, async () => ({ organizationId }));
  const { position, epoch } = await readHead(services.database.prisma, organizationId);
  const [event] = await readLog(services.database.prisma, organizationId, position - 1);
  const args = {
    schema,
    document: parse(query),
    operationName: null,
    variableValues: variables,
    contextValue: context,
  };
  const rendering = { mask: (error) => error, isReachable: async () => true, maxExecution: 30_000 };
  const render = await createRender(args, true, rendering);
  const delivered = { value: { ...event, epoch }, place: { epoch, position } };
  const first = JSON.parse(await render(delivered));
  if (first.errors) throw new Error(`The view cannot be executed: ${JSON.stringify(first.errors)}`);
  return (abreast) => Promise.all(Array.from({ length: abreast }, () => render(delivered)));
}

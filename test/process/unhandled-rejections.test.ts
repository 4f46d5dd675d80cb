import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ensureBuilt, ROOT } from './server-process.js';

/** A list whose first item fails later and whose second at once; then the process ends by itself, or with a crash. */
const PROGRAM = `
import { graphql, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { setTimeout } from 'node:timers/promises';
const Item = new GraphQLObjectType({
  name: 'Item',
  fields: {
    name: {
      type: new GraphQLNonNull(GraphQLString),
      resolve: (late) => {
        if (!late) throw new Error('at once');
        return setTimeout(10).then(() => { throw new Error('later'); });
      },
    },
  },
});
const items = { type: new GraphQLList(new GraphQLNonNull(Item)), resolve: () => [true, false] };
const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { items } }) });
const { errors } = await graphql({ schema, source: '{ items { name } }' });
console.log('answered: ' + errors[0].message);
await setTimeout(100);
console.log('alive');
`;
const OURS = `
import { createLogger } from './dist/logger.js';
import { surviveUnhandledRejections } from './dist/server/ops/unhandled-rejections.js';
surviveUnhandledRejections(createLogger('error'));
`;

function run(program: string) {
  ensureBuilt();
  return spawnSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: ROOT, encoding: 'utf8' });
}

test('a server outlives the error that graphql-js abandons beside another, and logs it', () => {
  const { status, stdout } = run(OURS + PROGRAM);
  expect(stdout).toContain('answered: at once');
  expect(stdout).toContain('"message":"later"');
  expect(stdout).toContain('alive');
  expect(status).toBe(0);
});

test('any other unhandled rejection ends it, and so does this one without us: the hazard is real', () => {
  expect(run(PROGRAM).status).toBe(1);
  const { status, stderr } = run(`${OURS} Promise.reject(new Error('a fault of ours'));`);
  expect(stderr).toContain('a fault of ours');
  expect(status).toBe(1);
});

/**
 * Writes the files of GraphiQL's page to `dist/graphiql-files`: the package's, our scripts, and each of them compressed, for a
 * server that sends them as they are. Part of `npm run build`.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import * as graphiql from '@graphql-yoga/render-graphiql/graphiql';

/** Beyond this quality the largest file takes seconds. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** What we change in the package's script, for which it has no options. */
const CHANGES = [
  // It brings the plugin for the history along, and does not use it.
  [/plugins:\[(\w+)\](?=,schemaDescription)/, 'plugins:[$1,HISTORY]'],
  // An entry of the history that has no headers leaves those of the reader.
  [
    /(query:(\w+),variables:(\w+),headers:(\w+)\}=\w+\.item;\w+\?\.setValue\(\2\?\?""\),\w+\?\.setValue\(\3\?\?""\),)(\w+\?\.setValue\(\4\?\?""\))/,
    '$1$4!=null&&$5',
  ],
  // Errors show no minified stack.
  [/\{message:(\w+)\.message,stack:\1\.stack\}/, '{message:$1.message}'],
];

/** Makes our changes; fails where the script is not as we know it, as after an update. */
function changed(script) {
  const [, history] = /(\w+)=\{title:"History",icon:/.exec(script) ?? [];
  if (!history) throw new Error('GraphiQL has no history.');
  return CHANGES.reduce((text, [find, put]) => {
    if (!find.test(text)) throw new Error(`GraphiQL has nothing like ${find.source}.`);
    return text.replace(find, put.replace('HISTORY', history));
  }, script);
}

const dist = new URL('../../dist/', import.meta.url);
const files = new URL('graphiql-files/', dist);
const ours = (await readdir(new URL('graphiql/', dist)))
  .filter((name) => name.endsWith('.js'))
  .map((name) => `graphiql/${name}`);
const contents = new Map([
  ['graphiql.js', changed(graphiql.js)],
  ['graphiql.css', graphiql.css],
  ['favicon.ico', Buffer.from(graphiql.favicon.split(',', 2)[1], 'base64')],
  ['editorWorkerService.worker.js', graphiql.editorWorkerService],
  ['graphql.worker.js', graphiql.graphqlWorker],
  ['json.worker.js', graphiql.jsonWorker],
]);
for (const path of [...ours, 'spreadsheets/formula-guard.js']) {
  contents.set(basename(path), await readFile(new URL(path, dist)));
}
contents.set('questions.json', JSON.stringify(await readQuestions()));

await rm(files, { recursive: true, force: true });
await mkdir(files);
for (const [name, content] of contents) {
  const bytes = Buffer.from(content);
  await Promise.all([
    writeFile(new URL(name, files), bytes),
    promisify(brotliCompress)(bytes, BROTLI).then((packed) => writeFile(new URL(`${name}.br`, files), packed)),
    promisify(gzip)(bytes).then((packed) => writeFile(new URL(`${name}.gz`, files), packed)),
  ]);
}

/** The questions of analysts, by number: the first line of each document is its title. */
async function readQuestions() {
  const folder = new URL('../../docs/questions/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const query = await readFile(new URL(name, folder), 'utf8');
      return { title: /^# (.*)/.exec(query)?.[1] ?? name, query };
    }),
  );
}

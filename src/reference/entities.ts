import { readdir, readFile } from 'node:fs/promises';
import { getDatamodel } from '../generated/pothos-types.js';
import { mermaid, quoted } from './mermaid.js';

const FOLDER = 'prisma/schema';

/** Nearly every table refers to these: said once, in words. */
const EVERYWHERE: readonly string[] = ['Organization', 'Person'];

/** A diagram of the tables for each file of the schema, without their columns: what refers to what, and by which name. */
export async function entityDiagrams(): Promise<string> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.prisma')).sort();
  const sections = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(`${FOLDER}/${file}`, 'utf8');
      const models = [...text.matchAll(/^model (\w+)/gm)].map(([, name = '']) => name);
      return models.length === 0 ? [] : [`### ${title(file)}\n\n${mermaid('erDiagram', linesOf(models))}`];
    }),
  );
  return sections.flat().join('\n\n');
}

function linesOf(models: readonly string[]): string[] {
  const { models: all } = getDatamodel().datamodel;
  const relations = models.flatMap((model) =>
    (all[model]?.fields ?? [])
      .filter(({ relationFromFields, type }) => relationFromFields?.length && isShown(type, models))
      .map(({ name, type, isRequired, relationName }) => {
        const back = all[type]?.fields.find(
          (field) => field.relationName === relationName && !field.relationFromFields?.length && field.type === model,
        );
        return `${model} ${back?.isList === false ? '|o' : '}o'}--${isRequired ? '||' : 'o|'} ${type} : ${quoted(name)}`;
      }),
  );
  return [...models, ...relations];
}

const isShown = (type: string, models: readonly string[]): boolean =>
  models.includes(type) || !EVERYWHERE.includes(type);

const title = (file: string): string => {
  const name = file.replace('.prisma', '');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

import { projectFolders } from './drift.js';
import { newMigration } from './new-migration.js';

const [name] = process.argv.slice(2);
if (!name) {
  console.error('Usage: npm run migration -- <name>, the name in lower-case letters, digits and underscores');
  process.exit(2);
}
try {
  const path = await newMigration(name, projectFolders());
  console.log(
    path ? `Wrote ${path}: read it before you commit it.` : 'Nothing to do: the migrations lead to the schema.',
  );
} catch (error) {
  // What is wrong with the name or the change says all there is to say.
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

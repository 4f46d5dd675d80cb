import { writeFile } from 'node:fs/promises';
import { boundsTable } from './bounds.js';
import { commandReference } from './command-line.js';
import { configurationTables } from './configuration.js';
import { diagramsPage } from './diagrams.js';
import { writeSection } from './sections.js';

// Writes the parts of the documentation that are derived from the code, in the folder where it is called.
await writeSection('SECURITY.md', 'bounds', boundsTable());
await writeSection('docs/configuration.md', 'settings', configurationTables());
await writeSection('docs/command-line.md', 'commands', await commandReference());
await writeFile('docs/diagrams.md', await diagramsPage());

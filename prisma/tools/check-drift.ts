import { findDrift, projectFolders } from './drift.js';

const drift = await findDrift(projectFolders());
if (drift) {
  console.error('The migrations do not lead to prisma/schema. A new migration would have to say:\n');
  console.error(drift);
  console.error('Write it with: npm run migration -- <name>');
  process.exitCode = 1;
} else {
  console.log('The migrations lead to prisma/schema.');
}

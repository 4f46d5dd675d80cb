import { it } from 'vitest';
import { createTestOrganization, startApp } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';
it('x', async () => {
  const app = await startApp(); const org = await createTestOrganization(app);
  const w = subscribeWs(app.url, 'subscription { deploymentEvents { __typename position } }', {}, org.people.VIEWER.bearer);
  await new Promise((r) => setTimeout(r, 500));
  const q = (s: string) => ask(app.url, s, {}, org.people.ADMINISTRATOR.bearer);
  console.log(JSON.stringify(await q(`mutation { deactivatePerson(input:{personId:"${org.people.VIEWER.globalId}", version:1}) { __typename } }`)));
  console.log(JSON.stringify(await w.next()));
  await q('mutation { addUnit(input:{kind:PROJECT,name:"After"}) { __typename } }');
  console.log(JSON.stringify(await w.next()), w.ended);
  await w.stop(); await app.stop();
});

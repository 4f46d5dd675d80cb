import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { EXPORT } from '../../auth/grant.js';
import { packageFiles } from '../../import-export/appraisal-package/files.js';
import type { PackageFile } from '../../import-export/appraisal-package/files.js';
import { NoSuchPackageError, scopeOf } from '../../import-export/appraisal-package/scope.js';
import { zipOf } from '../../import-export/appraisal-package/zip.js';
import type { Services } from '../../schema/context.js';
import { refuser } from './answer.js';
import { FILE_HEADERS } from './downloads.js';
import type { Downloads, WhoAsks } from './downloads.js';

/** Where members get the evidence for practices as one file. */
export const APPRAISAL_PACKAGE_PATH = '/export/appraisal-package.zip';

const refuse = refuser(FILE_HEADERS);

/**
 * Makes the answers to `GET /export/appraisal-package.zip`: evidence for a practice, an area or the whole model, as of a time, made
 * as fast as it is taken. Who may no longer read in the middle gets no further file, and a package that is cut off.
 */
export function createAppraisalPackageRoute(
  { database, catalogStore, clock }: Pick<Services, 'database' | 'catalogStore' | 'clock'>,
  downloads: Downloads,
): (request: IncomingMessage, response: ServerResponse) => void {
  const db = database.prisma;

  const send = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET') return refuse(response, 405, 'Packages are read by GET.', { allow: 'GET' });
    const who = await downloads.whoAsks(request, EXPORT);
    const asked = new URLSearchParams(request.url?.split('?', 2)[1]);
    const { organizationId } = who.actor;
    const scope = await scopeOf(asked, { db, catalog: catalogStore.current(), organizationId, now: clock() });
    const about = ['appraisal-package', asked.get('practice') ?? asked.get('area') ?? ''].join(' ').trim();
    await downloads.run(who, { kind: 'LIST_EXPORTED', about }, response, async () => {
      const files = (await packageFiles(db, scope)).map((file) => whileAllowed(file, who, request));
      response.writeHead(200, {
        ...FILE_HEADERS,
        'content-type': 'application/zip',
        'content-disposition': 'attachment; filename="appraisal-package.zip"',
      });
      await pipeline(zipOf(files, scope.moment.at), response);
    });
  };

  const whileAllowed = ({ path, text }: PackageFile, who: WhoAsks, request: IncomingMessage): PackageFile => ({
    path,
    async *text() {
      for await (const part of text()) {
        await downloads.demandStill(who, request, EXPORT);
        yield part;
      }
    },
  });

  return (request, response) => {
    send(request, response).catch((error: unknown) => {
      if (error instanceof NoSuchPackageError) refuse(response, 400, error.message);
      else downloads.fail(error, response, FILE_HEADERS);
    });
  };
}

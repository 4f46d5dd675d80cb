import { randomUUID } from 'node:crypto';
import { encodeGlobalId } from '../../src/ids.js';
import type { App } from '../../src/server/app.js';
import type { RecordRow } from '../records/suite.js';

/** The mutations of issuers. */
export const issuerMutations = ['addIssuer', 'reviseIssuer', 'removeIssuer'] as const;

/** Puts an issuer of an organization into the database. */
export async function putIssuer(
  app: App,
  organizationId: string,
  more: {
    readonly address?: string;
    readonly clientId?: string;
    readonly audience?: string;
    readonly domains?: string[];
  } = {},
) {
  const now = new Date('2026-01-05T00:00:00Z');
  const { id } = await app.services.database.prisma.issuer.create({
    data: {
      organizationId,
      name: 'Their provider',
      address: 'https://id.example.org',
      clientId: randomUUID(),
      createdAt: now,
      updatedAt: now,
      ...more,
    },
    select: { id: true },
  });
  return { id, globalId: encodeGlobalId('Issuer', id) };
}

/** The commands of issuers. The app, and the address of an issuer that answers, are asked for when they are run. */
export function issuerRows(
  app: () => App,
  address: () => string,
): Readonly<Record<(typeof issuerMutations)[number], RecordRow>> {
  const usual = { takes: 'administrator', organizationWide: true, withoutToken: true } as const;
  return {
    addIssuer: {
      ...usual,
      event: 'IssuerAdded',
      input: async () => ({
        name: 'Their provider',
        address: address(),
        clientId: randomUUID(),
        clientSecret: 'a secret of the client',
        domains: [`${randomUUID()}.example`],
      }),
    },
    reviseIssuer: {
      ...usual,
      event: 'IssuerRevised',
      input: async ({ id }) => ({
        issuerId: (await putIssuer(app(), id)).globalId,
        version: 1,
        name: 'Another name',
        clientSecret: 'another secret',
      }),
    },
    removeIssuer: {
      ...usual,
      event: 'IssuerRemoved',
      input: async ({ id }) => ({ issuerId: (await putIssuer(app(), id)).globalId, version: 1 }),
    },
  };
}

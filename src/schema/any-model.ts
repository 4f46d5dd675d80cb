import type { Context } from './context.js';

/** The part of Prisma's client that is the same for all models. */
export interface AnyModel {
  findMany(query: object): Promise<{ id: string }[]>;
  findUnique(query: object): Promise<{ id: string } | null>;
  findUniqueOrThrow(query: object): Promise<{ id: string }>;
  count(query: object): Promise<number>;
}

/** Prisma's client for a model that is known by its name. */
export function modelOf({ services }: Context, name: string): AnyModel {
  const client = services.database.prisma as unknown as Readonly<Record<string, AnyModel>>;
  return client[name.charAt(0).toLowerCase() + name.slice(1)] as AnyModel;
}

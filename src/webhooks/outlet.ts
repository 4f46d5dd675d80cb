import type { Networks } from '../networks.js';
import type { KeyStore } from './stored-keys.js';

/** What a server offers to those who manage webhooks. */
export interface WebhookOutlet {
  /** The addresses that endpoints may have. */
  readonly networks: Networks;
  /** How the keys of webhooks are stored. */
  readonly keys: KeyStore;
  /** What is wrong with a document by which messages are to be made; undefined where nothing is. */
  complaintOfDocument(text: string): string | undefined;
  /** To be called when webhooks were changed, so that this server notices at once; the others do within seconds. */
  changed(): void;
}

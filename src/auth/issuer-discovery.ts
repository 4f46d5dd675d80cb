import { z } from 'zod';
import type { GuardedFetch } from '../guarded-fetch.js';
import type { Networks } from '../networks.js';
import { discoveryAddress, inspectKeys } from './provider-keys.js';
import { SIGNATURES } from './tokens.js';

/** What we need of the description of an issuer (OpenID Connect Discovery 1.0, 3). */
const description = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  end_session_endpoint: z.string().optional(),
  userinfo_endpoint: z.string().optional(),
  response_types_supported: z.array(z.string()).optional(),
  id_token_signing_alg_values_supported: z.array(z.string()).optional(),
});

/** Finds out what is wrong with the address of an issuer, by asking there; undefined where nothing is. */
export async function complaintOfIssuer(
  address: string,
  networks: Pick<Networks, 'complaintOf'>,
  fetch: GuardedFetch,
): Promise<string | undefined> {
  const complaint = complaintOfAddress(address, networks);
  if (complaint !== undefined) return complaint;
  try {
    return (await complaintOfDescription(address, networks, fetch)) ?? (await complaintOfKeys(address, fetch));
  } catch (error) {
    return `Does not answer as an identity provider: ${reasonOf(error)}`;
  }
}

function complaintOfAddress(address: string, networks: Pick<Networks, 'complaintOf'>): string | undefined {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    return 'Must be an http or https address.';
  return new URL(address).search ? 'Must not have a query.' : networks.complaintOf(address);
}

async function complaintOfDescription(
  address: string,
  networks: Pick<Networks, 'complaintOf'>,
  fetch: GuardedFetch,
): Promise<string | undefined> {
  const response = await fetch(discoveryAddress(address), { headers: { accept: 'application/json' } });
  if (response.status !== 200)
    return `Must describe itself at ${discoveryAddress(address)}: that answers with ${response.status}.`;
  const read = description.safeParse(await response.json());
  if (!read.success)
    return `Must describe itself as OpenID Connect Discovery 1.0 says: ${read.error.issues.map(({ path }) => path.join('.')).join(', ')}.`;
  const {
    issuer,
    response_types_supported: types,
    id_token_signing_alg_values_supported: algorithms,
    ...endpoints
  } = read.data;
  // Hazard: a server that answers for another issuer could pass off its tokens as those of that one.
  if (issuer !== address) return `Must be exactly as the issuer calls itself: ${issuer.slice(0, 200)}`;
  if (types && !types.includes('code')) return 'Must support the response type "code".';
  if (algorithms && !algorithms.some((each) => SIGNATURES.includes(each)))
    return `Must sign ID tokens by one of ${SIGNATURES.join(', ')}.`;
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const wrong = complaintOfEndpoint(endpoint, networks);
    if (wrong !== undefined) return `Its ${name}: ${wrong}`;
  }
  return undefined;
}

function complaintOfEndpoint(endpoint: unknown, networks: Pick<Networks, 'complaintOf'>): string | undefined {
  const isAddress =
    typeof endpoint === 'string' && URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol);
  return isAddress ? networks.complaintOf(endpoint) : 'Must be an http or https address.';
}

async function complaintOfKeys(issuer: string, fetch: GuardedFetch): Promise<string | undefined> {
  try {
    const { count } = await inspectKeys({ issuer, fetch });
    return count > 0 ? undefined : 'Its jwks_uri: Has no keys with which it could sign.';
  } catch (error) {
    return `Its jwks_uri does not return keys: ${reasonOf(error)}`;
  }
}

/** Why it does not answer, by the innermost cause. */
function reasonOf(error: unknown): string {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause !== undefined) innermost = innermost.cause;
  if (innermost instanceof AggregateError) innermost = innermost.errors[0];
  return innermost instanceof Error ? innermost.message : String(innermost);
}

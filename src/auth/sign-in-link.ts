import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

/** A sign-in link: its id, which is accepted once, and whom it signs in. */
export interface SignInLink {
  readonly id: string;
  readonly subject: string;
  /** Slug of the organization. */
  readonly organization: string;
}

/** How long a link is valid, in minutes. */
export const LINK_MINUTES = 10;

/** Not the audience of tokens: a link cannot be used as a token, nor a token as a link. */
const OWN = { issuer: 'uplift', audience: 'uplift sign-in' };

/** Makes the code of a sign-in link with our own secret. */
export function signLink(secret: string, subject: string, organization: string): Promise<string> {
  return new SignJWT({ organization })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setJti(randomUUID())
    .setIssuer(OWN.issuer)
    .setAudience(OWN.audience)
    .setExpirationTime(`${LINK_MINUTES}m`)
    .sign(new TextEncoder().encode(secret));
}

/** Reads the code of a sign-in link; null if it is forged or expired. Whether it was used is in the database. */
export async function readLink(secret: string, code: string): Promise<SignInLink | null> {
  try {
    const options = { ...OWN, algorithms: ['HS256'], requiredClaims: ['exp', 'jti', 'sub', 'organization'] };
    const { payload } = await jwtVerify(code, new TextEncoder().encode(secret), options);
    return { id: String(payload.jti), subject: String(payload.sub), organization: String(payload['organization']) };
  } catch {
    return null;
  }
}

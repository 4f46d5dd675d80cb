import { useState } from 'react';
import { useViewer } from '../session/use-viewer.js';
import { More } from '../ui/more.js';
import { Secret } from './secret.js';
import type { Issued } from './secret.js';
import { CreateToken, RotateToken } from './token-forms.js';
import { Tokens } from './tokens.js';

interface ServiceTokensProps {
  readonly account: { readonly id: string; readonly name: string };
}

/** The API tokens of a service account, by which alone it acts, with the ways to create, replace and end one. */
export function ServiceTokens({ account }: ServiceTokensProps) {
  const viewer = useViewer();
  const [issued, setIssued] = useState<Issued>();
  return (
    <>
      {issued && <Secret {...issued} onKept={() => setIssued(undefined)} />}
      <Tokens filter={{ personIds: [account.id], valid: true }}>
        {(token) => (
          <More name={`Rotate ${token.name}`}>
            <RotateToken token={token} onIssued={setIssued} />
          </More>
        )}
      </Tokens>
      {viewer && (
        <More name="Create a token">
          <CreateToken
            people={[account]}
            viewerId={viewer.person.id}
            mutations={viewer.mutations}
            onIssued={setIssued}
          />
        </More>
      )}
    </>
  );
}

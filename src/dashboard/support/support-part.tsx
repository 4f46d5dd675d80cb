import { Consulting } from './consulting.js';
import { Coordination } from './coordination.js';
import { Training } from './training.js';

/** How projects are supported: training and communication, consulting, and what is coordinated among them. */
export default function SupportPart({ improvementId }: { readonly improvementId: string }) {
  return (
    <>
      <section className="card">
        <h2>Training and communication</h2>
        <Training improvementId={improvementId} />
      </section>
      <section className="card">
        <h2>Consulting</h2>
        <Consulting improvementId={improvementId} />
      </section>
      <section className="card">
        <h2>Coordination</h2>
        <Coordination improvementId={improvementId} />
      </section>
    </>
  );
}

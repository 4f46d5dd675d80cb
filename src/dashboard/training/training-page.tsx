import { Link, useParams } from 'wouter';
import { Notice } from '../ui/notice.js';
import { Parts } from '../ui/parts.js';
import { useTitle } from '../ui/use-title.js';
import { TrainingByUnit } from './by-unit.js';
import { TrainingMaterial } from './material.js';

const PARTS = [
  [undefined, 'Material'],
  ['projects', 'By project'],
] as const;

/** Training and communication over all improvements: the material with its versions, and who was trained or needs not be. */
export default function TrainingPage() {
  const { part } = useParams();
  const shown = PARTS.find(([path]) => path === part);
  useTitle(part && shown ? `Training: ${shown[1]}` : 'Training');
  return (
    <article className="page">
      <header className="title">
        <h1>Training and communication</h1>
      </header>
      <Parts of="training" address="/training" parts={PARTS} current={part} />
      {part === undefined && <TrainingMaterial />}
      {part === 'projects' && <TrainingByUnit />}
      {!shown && (
        <Notice title="There is no such part of it">
          <Link href="/training">To the material</Link>
        </Notice>
      )}
    </article>
  );
}

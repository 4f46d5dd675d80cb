import { Link } from 'wouter';
import { Notice } from '../ui/notice.js';
import { useTitle } from '../ui/use-title.js';

/** For an address that names no page. */
export function NotFound() {
  useTitle('Not found');
  return (
    <Notice title="There is no such page">
      The address may be mistyped. <Link href="/">To the matrix</Link>
    </Notice>
  );
}

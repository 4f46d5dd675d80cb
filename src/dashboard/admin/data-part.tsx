import { Download } from '../session/download.js';
import { sentence } from '../ui/words.js';
import { EXPORTS } from './exports.js';
import { ImportForm } from './import-form.js';

/** What comes in from files, and goes out as files. */
export default function DataPart() {
  return (
    <>
      <section className="card">
        <h2>Import a list</h2>
        <p className="lead">
          All records of a CSV file come in, or none. Begin with people, then units, improvements, and deployments: each
          names records of those before.
        </p>
        <ImportForm />
      </section>
      <section className="card">
        <h2>Appraisal package</h2>
        <p className="lead">
          <Download address="/export/appraisal-package.zip" file="appraisal-package.zip">
            Evidence for all practices, for an appraiser without an account
          </Download>
        </p>
      </section>
      <section className="card">
        <h2>Export lists</h2>
        <p className="lead">Each is a CSV file that spreadsheets open, of what you may read.</p>
        <ul className="entries short">
          {EXPORTS.map((list) => (
            <li key={list}>
              <p>
                <Download address={`/export/${list}.csv`} file={`${list}.csv`}>
                  {sentence(list.replaceAll('-', '_'))}
                </Download>
              </p>
            </li>
          ))}
        </ul>
        <p>
          <small>
            The whole organization with its log, such as for another database:{' '}
            <code>npx uplift export --organization SLUG --to FILE</code>
          </small>
        </p>
      </section>
    </>
  );
}

import { describe, expect, it, test } from 'vitest';

import { buildCatalog } from '../../src/process-model/catalog.js';
import { shippedDocument } from './documents.js';

const catalog = buildCatalog(shippedDocument());
const find = (text: string, limit = 10) =>
  catalog.search(text, limit).map((item) => (item.type === 'ProcessArea' ? item.code : item.ref));

describe('search', () => {
  test.each([
    ['opm', 'OPM'],
    ['OPM.sp3.2', 'OPM SP 3.2'],
    ['gg 2', 'GG 2'],
    ['OPM GP 2.8', 'GP 2.8'],
    ['manage the deployment', 'OPM SP 3.2'],
    ['Risk Management', 'RSKM'],
    ['sp3.2 opm', 'OPM SP 3.2'],
  ])('%j finds %s first', (text, ref) => {
    expect(find(text)[0]).toBe(ref);
  });

  it('ranks code, whole title, title words, summary words, then beginnings', () => {
    expect(find('deployment')).toEqual(['OPM SP 2.4', 'OPM SP 3.1', 'OPM SP 3.2']);
    expect(find('deploy').slice(0, 4)).toEqual(['OPF SG 3', 'OPM SG 3', 'OPF SP 3.1', 'OPF SP 3.2']);
    expect(find('deploy').slice(4)).toEqual(['OPM SP 2.4', 'OPM SP 3.1', 'OPM SP 3.2']);
    expect(find('templates')).toEqual(['IPM SP 1.2', 'OPD SP 1.5', 'OPF SP 3.1']);
    expect(find('establish records')[0]).toBe('PPQA SP 2.2');
  });

  it('wants every word', () => {
    expect(find('deploy improvements')).toEqual(['OPM SG 3', 'OPM SP 2.4']);
    expect(find('deploy xylophone')).toEqual([]);
    expect(find('project planning')[0]).toBe('PP');
  });

  it('gives areas before goals before practices, and the same every time', () => {
    const found = find('training', 4);
    expect(found).toEqual(['OT', 'OT SG 1', 'OT SG 2', 'OT SP 1.1']);
    expect(find('TRAINING', 4)).toEqual(found);
  });

  test.each(['', '  ', '.,-', '(((', '\\'])('%j finds nothing', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('returns no more than asked for', () => {
    expect(find('process', 3)).toHaveLength(3);
    expect(find('process', 0)).toEqual([]);
    expect(find('process', -1)).toEqual([]);
    expect(find('process', Number.NaN)).toEqual([]);
  });

  it('takes a possessive for its word', () => {
    expect(find("project's resources")[0]).toBe('PP SP 2.4');
    expect(find('project resources')[0]).toBe('PP SP 2.4');
  });
});

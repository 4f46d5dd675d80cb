import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { failureWords } from '../ui/failure.js';
import { SearchDocument } from './graphql.js';
import { hitsOf } from './hits.js';

/** How long nothing is typed before it is searched for, in milliseconds. */
const PAUSE = 150;

/** Looks for records by their names. The arrow keys choose one, Enter goes to it. */
export default function SearchPanel({ onFound }: { onFound(): void }) {
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  // The dialog was open before this was loaded.
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const [{ data, error, fetching }] = useQuery({ query: SearchDocument, variables: { text }, pause: text === '' });
  const hits = data && text !== '' ? hitsOf(data, text) : [];
  const current = Math.min(chosen, hits.length - 1);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Enter') option(list.current, current)?.click();
    if (step !== 0 && hits.length > 0) {
      const next = (current + step + hits.length) % hits.length;
      setChosen(next);
      option(list.current, next)?.scrollIntoView({ block: 'nearest' });
    }
    if (step !== 0 || event.key === 'Enter') event.preventDefault();
  };

  return (
    <>
      <Dialog.Title className="unseen">Search</Dialog.Title>
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label="Search"
        aria-expanded={hits.length > 0}
        aria-controls="hits"
        aria-autocomplete="list"
        aria-activedescendant={current >= 0 ? `hit-${current}` : undefined}
        placeholder="Improvements, projects, people, plans, issues, practices"
        maxLength={200}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setTyped(target.value);
          setChosen(0);
        }}
      />
      <div ref={list} id="hits" role="listbox" aria-label="Found" className="hits" aria-busy={fetching}>
        {hits.map(({ id, name, kind, address }, index) => (
          <Link
            key={id}
            id={`hit-${index}`}
            role="option"
            aria-selected={index === current}
            tabIndex={-1}
            href={address}
            onClick={onFound}
          >
            {name} <small>{kind}</small>
          </Link>
        ))}
      </div>
      <p role="status" className="empty">
        {error && failureWords(error)}
        {!error && text !== '' && !fetching && hits.length === 0 && `Nothing has “${text}” in its name.`}
      </p>
    </>
  );
}

function option(list: HTMLElement | null, index: number): HTMLElement | undefined {
  return list?.querySelectorAll<HTMLElement>('[role=option]')[index];
}

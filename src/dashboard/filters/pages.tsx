interface PagesProps {
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  /** Cursor after which the page begins; undefined for the first. */
  readonly after: string | undefined;
  onChange(change: { readonly after: string | undefined }): void;
}

/** The way from a page of a list to the next, and back to the first. */
export function Pages({ pageInfo, after, onChange }: PagesProps) {
  if (!after && !pageInfo.hasNextPage) return null;
  return (
    <p className="row">
      {after && (
        <button type="button" onClick={() => onChange({ after: undefined })}>
          To the first
        </button>
      )}
      {pageInfo.hasNextPage && (
        <button type="button" onClick={() => onChange({ after: pageInfo.endCursor ?? undefined })}>
          The next
        </button>
      )}
    </p>
  );
}

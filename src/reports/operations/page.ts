/** A page of a list, by number of items. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

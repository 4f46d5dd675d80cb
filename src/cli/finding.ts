/** What was found about one thing. */
export interface Finding {
  readonly subject: string;
  readonly fine: boolean;
  readonly text: string;
}

/** A file cannot be read from one of its lines on. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';

  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/** The file of the exports: the server serves it with those of this folder. */
export declare function guarded(text: string): string;

/** What the page needs of Monaco, the editor of GraphiQL. */
interface Monaco {
  readonly editor: {
    getModels(): readonly { readonly uri: { readonly path: string }; getValue(): string }[];
    onDidCreateEditor(hear: (editor: { updateOptions(options: object): void }) => void): void;
  };
}

/** The files that GraphiQL gives to its editors. */
const FILES = { headers: 'request-headers.json', response: 'response.json' } as const;

function monaco(): Monaco {
  return (globalThis as unknown as { monaco: Monaco }).monaco;
}

/** What an editor holds, as its reader sees it. */
export function textOf(editor: keyof typeof FILES): string {
  const model = monaco()
    .editor.getModels()
    .find(({ uri }) => uri.path.endsWith(FILES[editor]));
  return model?.getValue() ?? '';
}

/** Makes the editors wrap what is wider than they are. */
export function wrapLines(): void {
  monaco().editor.onDidCreateEditor((editor) => editor.updateOptions({ wordWrap: 'on' }));
}

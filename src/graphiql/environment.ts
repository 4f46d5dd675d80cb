// Read by the editor as it is loaded: this comes before it. The page finds what its editors hold by the global API.
Object.assign(globalThis, {
  MonacoEnvironment: {
    globalAPI: true,
    getWorkerUrl: (_module: string, label: string) => `graphiql/${label}.worker.js`,
  },
});

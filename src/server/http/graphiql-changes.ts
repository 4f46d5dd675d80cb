/**
 * What we change in the package, for which it has no options: it gets the plugin for the history, which it brings along and
 * does not use; an entry of the history that has no headers leaves those of the reader; errors show no minified stack.
 */
const CHANGES: readonly (readonly [find: RegExp, put: string])[] = [
  [/plugins:\[(\w+)\](?=,schemaDescription)/, 'plugins:[$1,HISTORY]'],
  [
    /(query:(\w+),variables:(\w+),headers:(\w+)\}=\w+\.item;\w+\?\.setValue\(\2\?\?""\),\w+\?\.setValue\(\3\?\?""\),)(\w+\?\.setValue\(\4\?\?""\))/,
    '$1$4!=null&&$5',
  ],
  [/\{message:(\w+)\.message,stack:\1\.stack\}/, '{message:$1.message}'],
];

/**
 * Makes our changes to the script of the package.
 * @throws Error where the script is not as we know it, as after an update.
 */
export function changed(script: string): string {
  const [, history] = /(\w+)=\{title:"History",icon:/.exec(script) ?? [];
  if (!history) throw new Error('GraphiQL has no history.');
  return CHANGES.reduce((text, [find, put]) => {
    if (!find.test(text)) throw new Error(`GraphiQL has nothing like ${find.source}.`);
    return text.replace(find, put.replace('HISTORY', history));
  }, script);
}

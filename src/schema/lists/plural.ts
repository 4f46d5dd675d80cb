/** What several records of a type are called in descriptions, such as "training deliveries" for TrainingDelivery. */
export function pluralOf(name: string): string {
  const words = name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
  if (words === 'person') return 'people';
  if (words.endsWith(' attention')) return words;
  return words.endsWith('s') ? `${words}es` : `${words}s`.replace(/ys$/, 'ies');
}

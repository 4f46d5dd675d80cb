interface Entry<T> {
  readonly partition: Map<number, Entry<T>>;
  readonly key: number;
  readonly value: Promise<T>;
  /** 0 while it is being made. */
  weight: number;
}

/** Values by number, of one kind among others that have the same shelves. */
export interface Partition<T> {
  /** The value of a number: made once for all who ask, and again only when it had to make room for others. */
  get(key: number, make: () => Promise<T>): Promise<T>;
  /** Forgets a value, if it is still the one of its number. */
  forget(key: number, value: Promise<T>): void;
  /** Forgets them all. */
  clear(): void;
}

/** Values that were made lately and may be wanted again, bounded together. */
export class PartitionedCache<T> {
  /** Least recently used first. */
  readonly #entries = new Set<Entry<T>>();
  readonly #maximum: number;
  readonly #weigh: (value: T) => number;
  #weight = 0;

  /** `maximum` is what they may weigh together. */
  constructor(maximum: number, weigh: (value: T) => number) {
    this.#maximum = maximum;
    this.#weigh = weigh;
  }

  /** How many there are. */
  get size(): number {
    return this.#entries.size;
  }

  /** What they weigh together. */
  get weight(): number {
    return this.#weight;
  }

  /** Makes a shelf. */
  partition(): Partition<T> {
    const partition = new Map<number, Entry<T>>();
    return {
      get: (key, make) => {
        const known = partition.get(key);
        if (known) {
          this.#entries.delete(known);
          this.#entries.add(known);
          return known.value;
        }
        const entry: Entry<T> = { partition, key, value: make(), weight: 0 };
        partition.set(key, entry);
        this.#entries.add(entry);
        entry.value.then(
          (value) => this.#measure(entry, this.#weigh(value)),
          () => this.#drop(entry),
        );
        return entry.value;
      },
      forget: (key, value) => {
        const entry = partition.get(key);
        if (entry?.value === value) this.#drop(entry);
      },
      clear: () => {
        for (const entry of Array.from(partition.values())) this.#drop(entry);
      },
    };
  }

  #measure(entry: Entry<T>, weight: number): void {
    if (!this.#entries.has(entry)) return;
    entry.weight = weight;
    this.#weight += weight;
    for (const oldest of this.#entries) {
      if (this.#weight <= this.#maximum) return;
      if (oldest.weight > 0) this.#drop(oldest); // What is still being made is shared, and weighs nothing yet.
    }
  }

  #drop(entry: Entry<T>): void {
    if (!this.#entries.delete(entry)) return;
    this.#weight -= entry.weight;
    if (entry.partition.get(entry.key) === entry) entry.partition.delete(entry.key);
  }
}

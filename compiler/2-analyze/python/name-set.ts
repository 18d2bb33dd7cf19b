/** A set of small numbers as bits: flow analysis copies and intersects such sets at every branch. */
export class NameSet {
  constructor(private words: Uint32Array) {}

  static empty(): NameSet {
    return new NameSet(new Uint32Array(4));
  }

  has(id: number): boolean {
    return ((this.words[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0;
  }

  add(id: number): void {
    const word = id >>> 5;
    this.growTo(word + 1);
    this.words[word] = (this.words[word] ?? 0) | (1 << (id & 31));
  }

  delete(id: number): void {
    const word = id >>> 5;
    if (word < this.words.length) {
      this.words[word] = (this.words[word] ?? 0) & ~(1 << (id & 31));
    }
  }

  copy(): NameSet {
    return new NameSet(this.words.slice());
  }

  keepOnly(other: NameSet): void {
    for (let word = 0; word < this.words.length; word += 1) {
      this.words[word] = (this.words[word] ?? 0) & (other.words[word] ?? 0);
    }
  }

  addAll(other: NameSet): void {
    this.growTo(other.words.length);
    for (let word = 0; word < this.words.length; word += 1) {
      this.words[word] = (this.words[word] ?? 0) | (other.words[word] ?? 0);
    }
  }

  isWithin(other: NameSet): boolean {
    return this.words.every((bits, word) => (bits & ~(other.words[word] ?? 0)) === 0);
  }

  *members(): Generator<number> {
    for (let word = 0; word < this.words.length; word += 1) {
      for (let bits = this.words[word] ?? 0; bits !== 0; bits &= bits - 1) {
        yield (word << 5) + 31 - Math.clz32(bits & -bits);
      }
    }
  }

  private growTo(length: number): void {
    if (length > this.words.length) {
      const wider = new Uint32Array(Math.max(length, this.words.length * 2));
      wider.set(this.words);
      this.words = wider;
    }
  }
}

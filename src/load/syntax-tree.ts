/** The objects and arrays of a text, by where they stand. A node is a number whose meaning is the tree's own. */
export interface SyntaxTree {
  readonly root: number;
  /** The members of an object or the items of an array, in source order; a duplicate key comes as often as it stands there. */
  members(node: number): readonly Member[];
  /** Objects whose members an object takes over where it has none of its own: YAML merge keys, the strongest first. */
  inherited(node: number): readonly number[];
  /** A string without its quotes, or a number as it is written: `1.10`. Empty for objects and arrays. */
  scalar(node: number): string;
}

export interface Member {
  /** The key, or the index of an item. */
  readonly key: string;
  /** Where the key or the item begins. */
  readonly offset: number;
  /** The value. */
  readonly node: number;
}

/** Finds members by key, reading each object once. */
export interface MemberLookup {
  /** The member that counts: of duplicates the last, of inherited ones the strongest. */
  member(node: number, key: string): Member | undefined;
}

export function createMemberLookup(tree: SyntaxTree): MemberLookup {
  const own = new Map<number, ReadonlyMap<string, Member>>();
  const ownMembers = (node: number): ReadonlyMap<string, Member> => {
    const known = own.get(node);
    if (known !== undefined) return known;
    const found = new Map(tree.members(node).map((member) => [member.key, member]));
    own.set(node, found);
    return found;
  };
  return {
    member(node, key) {
      const waiting = [node];
      const seen = new Set<number>();
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (seen.has(next)) continue;
        seen.add(next);
        const found = ownMembers(next).get(key);
        if (found !== undefined) return found;
        waiting.push(...tree.inherited(next).toReversed());
      }
      return undefined;
    },
  };
}

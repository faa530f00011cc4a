/** Merkle trees against the reference's own values, and proofs of every leaf of every size. */
import { describe, expect, it } from "vitest";
import { anchorDay, anchorHash, type Leaf, pathOf, proofOf, rootOf } from "#core/ledger/anchor.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import { verify } from "#core/ledger/verify.mjs";

/** The inputs and roots of the Certificate Transparency reference implementation. */
const INPUTS = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const leaves = INPUTS.map((hex) => sha256(Buffer.from(`00${hex}`, "hex")));

let salts = 0;
const salt = () => sha256(`salt ${salts++}`).slice(0, 32);
const head = (i: number): Omit<Leaf, "salt"> => ({
  record: `01J9${String(i).padStart(22, "0")}`,
  seq: i + 1,
  head: sha256(`${i}`),
});

describe("the tree", () => {
  it.each(ROOTS.map((root, i) => [i + 1, root]))("of %i leaves has the reference's root", (n, root) => {
    expect(rootOf(leaves.slice(0, Number(n)))).toBe(root);
  });

  it("of nothing is the hash of nothing", () => {
    expect(rootOf([])).toBe(sha256(""));
  });

  it("gives RFC 6962's audit paths", () => {
    // RFC 6962, 2.1.3, of its tree of seven leaves: PATH(3), PATH(4), PATH(6).
    const [a, b, , d, , , j] = leaves as [string, string, string, string, string, string, string];
    const seven = leaves.slice(0, 7);
    const c = leaves[2]!;
    expect(pathOf(seven, 3)).toEqual([c, rootOf([a, b]), rootOf(leaves.slice(4, 7))]);
    expect(pathOf(seven, 4)).toEqual([leaves[5], j, rootOf(leaves.slice(0, 4))]);
    expect(pathOf(seven, 6)).toEqual([rootOf(leaves.slice(4, 6)), rootOf(leaves.slice(0, 4))]);
    expect(pathOf(seven, 2)[0]).toBe(d);
  });
});

describe("a day's anchor", () => {
  it("proves every record that changed, to the independent verifier, and no other", async () => {
    for (const n of [1, 2, 15, 16, 17, 33, 100]) {
      const day = anchorDay(
        { office: "anywhere", date: "2024-02-05", heads: Array.from({ length: n }, (_, i) => head(i)) },
        salt,
      );
      for (const i of [0, n >> 1, n - 1]) {
        const { record } = head(i);
        const proof = proofOf(day, record)!;
        expect(await anchorFaults({ record, proofs: [proof], anchors: [day.anchor] })).toEqual([]);
        for (const wrong of [
          { ...proof, index: proof.index + 1 },
          { ...proof, path: proof.path.slice(1) },
          { ...proof, path: [...proof.path, sha256("")] },
          { ...proof, leaf: { ...proof.leaf, salt: salt() } },
        ])
          expect(await anchorFaults({ record, proofs: [wrong], anchors: [day.anchor] })).toHaveLength(1);
      }
      expect(proofOf(day, head(n).record)).toBeUndefined();
    }
  });

  it("does not tell how many records changed, nor the same of two offices", () => {
    const sizes = [0, 1, 15, 16, 17].map((n) => {
      const heads = Array.from({ length: n }, (_, i) => head(i));
      return anchorDay({ office: "anywhere", date: "2024-02-05", heads }, salt).anchor.size;
    });
    expect(sizes).toEqual([16, 16, 16, 16, 32]);
    const twice = [0, 1].map(() =>
      anchorDay({ office: "anywhere", date: "2024-02-05", heads: [head(1)] }, salt),
    );
    expect(twice[0]?.anchor.root).not.toBe(twice[1]?.anchor.root);
  });

  it("names the one before it", () => {
    const first = anchorDay({ office: "anywhere", date: "2024-02-05", heads: [] }, salt).anchor;
    const second = anchorDay(
      { office: "anywhere", date: "2024-02-06", heads: [], previous: first },
      salt,
    ).anchor;
    expect(first.previous).toBeNull();
    expect(second.previous).toBe(anchorHash(first));
  });
});

/** What the verifier says of proofs alone: the rest of the export says nothing. */
async function anchorFaults(part: {
  record: string;
  proofs: { leaf: Leaf }[];
  anchors: unknown[];
}): Promise<string[]> {
  const { leaf } = part.proofs[0]!;
  const events = Array.from({ length: leaf.seq }, (_, i) => ({
    seq: i + 1,
    h: i + 1 === leaf.seq ? leaf.head : "",
  }));
  const none = { content: [], words: [], documents: [], publications: [] };
  const head = { seq: leaf.seq, h: leaf.head };
  const office = { slug: "anywhere", name: "Anywhere" };
  const report = await verify({
    format: "countersign-export-1",
    edition: "public",
    office,
    events,
    head,
    ...none,
    ...part,
  });
  return report.faults;
}

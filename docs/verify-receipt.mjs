#!/usr/bin/env node
// Verifies the proof of a receipt without the hub: node verify-receipt.mjs PROOF KEYS [LINK [HASH]]
//
// PROOF is what `auditInclusion` answered, KEYS the hub's public keys as it handed them out, LINK and HASH what the
// receipt said. Exit 0 where it is proved. Plain Node.js, and none of the hub's code: both must come to the same.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const fail = (why) => {
  console.error(`not proved: ${why} (未能证明)`);
  process.exit(1);
};
const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hex = (text) => {
  if (typeof text !== "string" || !/^(?:[0-9a-f]{2})+$/.test(text)) throw new Error("not hexadecimal");
  return Buffer.from(text, "hex");
};
const base64 = (text) => {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) throw new Error("not base64");
  return bytes;
};

function readNote(text) {
  const lines = text.split("\n");
  if (lines.length !== 7 || lines[4] !== "" || lines[6] !== "") throw new Error("not a checkpoint");
  const [origin, size, root, time] = lines;
  const [dash, kid, signature, more] = lines[5].split(" ");
  if (!origin.startsWith("aidhub audit log ") || !/^(?:0|[1-9][0-9]*)$/.test(size)) throw new Error("not a checkpoint");
  if (!time.startsWith("time ") || dash !== "—" || more !== undefined) throw new Error("not a checkpoint");
  const signed = lines.slice(0, 4).join("\n") + "\n";
  return { signed, kid, signature: base64(signature), size: BigInt(size), root: base64(root), time: time.slice(5) };
}

function checkSignature(note, jwks) {
  const jwk = jwks.keys.find((key) => key.kid === note.kid);
  if (!jwk || jwk.kty !== "EC" || jwk.crv !== "P-256") throw new Error(`no key ${note.kid}`);
  const key = createPublicKey({ key: jwk, format: "jwk" });
  if (!verify("sha256", Buffer.from(note.signed), key, note.signature)) throw new Error("the signature is not of this text");
}

// RFC 9162, 2.1.3.2
function includes(root, size, index, leaf, path) {
  if (index < 0n || index >= size) return false;
  let node = index;
  let last = size - 1n;
  let over = leaf;
  const above = (left, right) => sha256(Buffer.of(1), left, right);
  for (const sibling of path) {
    if (last === 0n) return false;
    if ((node & 1n) === 1n || node === last) {
      over = above(sibling, over);
      while ((node & 1n) === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      over = above(over, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && over.equals(root);
}

const [proofFile, keysFile, link, hash] = process.argv.slice(2);
if (!proofFile || !keysFile) fail("usage: verify-receipt.mjs PROOF KEYS [LINK [HASH]]");
try {
  let proof = JSON.parse(readFileSync(proofFile, "utf8"));
  proof = proof.data ?? proof;
  proof = proof.auditInclusion ?? proof;
  const note = readNote(proof.checkpoint);
  checkSignature(note, JSON.parse(readFileSync(keysFile, "utf8")));
  const commitment = sha256(hex(proof.salt), Buffer.from(proof.row, "utf8"));
  const leaf = sha256(Buffer.of(0), commitment);
  if (!includes(note.root, note.size, BigInt(proof.index), leaf, proof.path.map(hex))) {
    throw new Error("the path does not lead from this row to the signed root");
  }
  const content = JSON.parse(proof.row);
  if (link && content.id !== link) throw new Error("it is the proof of another link");
  if (hash && content.hash !== `\\x${hash}`) throw new Error("the link was told otherwise than the receipt says");
  for (const [name, value] of Object.entries(content)) console.log(`${name}: ${value}`);
  console.log(`proved: leaf ${proof.index} of ${note.size}, signed ${note.time} (已证明)`);
} catch (error) {
  fail(error.message);
}

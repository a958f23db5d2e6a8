// What Mercurius and Yoga share: one pool, named prepared statements, and a batch for every edge of the graph.
import pg from "pg";

pg.types.setTypeParser(1082, (text) => text); // a date stays a date
pg.types.setTypeParser(20, Number);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.CONNECTIONS) });
const ask = async (name, text, values) => (await pool.query({ name, text, values })).rows;

const byKey = (rows, key, keys) => {
  const found = new Map(rows.map((row) => [row[key], row]));
  return keys.map((one) => found.get(one) ?? null);
};
const lists = (rows, key, keys) => {
  const found = new Map(keys.map((one) => [one, []]));
  for (const row of rows) found.get(row[key]).push(row);
  return keys.map((one) => found.get(one));
};

export const households = async (ids) =>
  byKey(
    await ask("households", "SELECT id, number, residence, address, division FROM households WHERE id = ANY($1::uuid[])", [ids]),
    "id", ids);
export const divisions = async (codes) =>
  byKey(await ask("divisions", "SELECT code, name FROM divisions WHERE code = ANY($1)", [codes]), "code", codes);
export const departments = async (codes) =>
  byKey(await ask("departments", "SELECT code, zh AS name FROM departments WHERE code = ANY($1)", [codes]), "code", codes);
export const programmes = async (codes) =>
  byKey(await ask("programmes", "SELECT code, number, zh AS name FROM programmes WHERE code = ANY($1)", [codes]), "code", codes);
export const categories = async (codes) =>
  byKey(await ask("categories", "SELECT code, zh AS name FROM categories WHERE code = ANY($1)", [codes]), "code", codes);
export const persons = async (ids) =>
  byKey(
    await ask("persons", `SELECT id, name_masked AS "nameMasked", sex, birth_date AS "birthDate" FROM persons WHERE id = ANY($1::uuid[])`, [ids]),
    "id", ids);
export const records = async (ids) =>
  byKey(
    await ask("records", `SELECT id, happened_on AS "happenedOn", amount, programme FROM assistance_records WHERE id = ANY($1::uuid[])`, [ids]),
    "id", ids);
export const members = async (ids) =>
  lists(
    await ask("members", `SELECT m.household_id AS household, m.relation, m.person_id AS person
      FROM memberships m JOIN persons p ON p.id = m.person_id
      WHERE m.household_id = ANY($1::uuid[]) AND m.superseded_at IS NULL AND m.valid_from <= current_date
        AND (m.valid_to IS NULL OR current_date < m.valid_to) ORDER BY m.relation, p.birth_date, p.id`, [ids]),
    "household", ids);
export const determinations = async (ids) =>
  lists(
    await ask("determinations", `SELECT person_id AS person, basis, valid_from AS "validFrom", category FROM determinations
      WHERE person_id = ANY($1::uuid[]) AND superseded_at IS NULL ORDER BY valid_from DESC, id DESC`, [ids]),
    "person", ids);
export const links = async (ids) =>
  lists(
    await ask("links", `SELECT l.* FROM unnest($1::uuid[]) h(id) CROSS JOIN LATERAL (
        SELECT household_id AS household, kind, happened_on AS "happenedOn", note, department, person_id AS person,
          record_id AS record FROM chain_links WHERE household_id = h.id ORDER BY happened_on DESC, id DESC LIMIT 100) l`, [ids]),
    "household", ids);

export async function targets(programme) {
  const rows = await ask("targets", `SELECT programme, certainty, since, household_id AS household, position, subject_id
    FROM targets WHERE programme = $1 AND certainty = 'MET' AND until IS NULL ORDER BY position, subject_id LIMIT 101`, [programme]);
  const nodes = rows.slice(0, 100);
  const last = nodes.at(-1);
  const endCursor = last ? Buffer.from(JSON.stringify([last.position, last.subject_id])).toString("base64url") : null;
  return { pageInfo: { hasNextPage: rows.length > 100, endCursor }, nodes };
}

export const schema = `
  type Query { household(id: ID!): Household  eligibleTargets(programme: String!): Targets! }
  type Targets { pageInfo: PageInfo! nodes: [Target!]! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Target { certainty: String! since: String! programme: Programme! household: Household! }
  type Household { id: ID! number: String! residence: String address: String division: Division! members: [Member!]!
    chain: Chain! }
  type Chain { nodes: [Link!]! }
  type Division { code: String! name: String! }
  type Department { code: String! name: String! }
  type Category { code: String! name: String! }
  type Programme { number: String! name: String! }
  type Member { relation: String! person: Person! }
  type Person { id: ID! nameMasked: String! sex: String! birthDate: String! determinations: [Determination!]! }
  type Determination { basis: String! validFrom: String! category: Category! }
  type Link { kind: String! happenedOn: String! note: String department: Department! person: Person record: Record }
  type Record { happenedOn: String! amount: Float programme: Programme! }
`;

// The edges: type, field, batch, and the column that leads there.
export const edges = [
  ["Target", "programme", programmes, "programme"],
  ["Target", "household", households, "household"],
  ["Household", "division", divisions, "division"],
  ["Household", "members", members, "id"],
  ["Member", "person", persons, "person"],
  ["Person", "determinations", determinations, "id"],
  ["Determination", "category", categories, "category"],
  ["Link", "department", departments, "department"],
  ["Link", "person", persons, "person"],
  ["Link", "record", records, "record"],
  ["Record", "programme", programmes, "programme"],
];
// A batch is asked for each key once; a missing key is a missing row.
export const batched = async (batch, keys) => {
  const distinct = [...new Set(keys.filter((key) => key !== null))];
  const found = new Map(distinct.length ? (await batch(distinct)).map((row, n) => [distinct[n], row]) : []);
  return keys.map((key) => found.get(key) ?? null);
};

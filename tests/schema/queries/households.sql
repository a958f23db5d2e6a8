WITH p2 AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY t1_r.position ASC, t1_r.household_id ASC) AS n, to_json(o8) AS v0, t1.id AS id
  FROM reach t1_r JOIN households t1 ON t1.id = t1_r.household_id CROSS JOIN LATERAL (
    SELECT
      t1.number AS "number",
      t1.residence AS "residence",
      (
        SELECT to_json(o5)
        FROM divisions t4 CROSS JOIN LATERAL (
          SELECT
            t4.code AS "code",
            t4.name AS "name"
        ) o5
        WHERE t4.code = t1.division
      ) AS "division",
      (
        SELECT coalesce(json_agg(to_json(o7) ORDER BY t6.place), '[]')
        FROM categories t6 CROSS JOIN LATERAL (
          SELECT
            t6.code AS "code"
        ) o7
        WHERE EXISTS (SELECT FROM determinations d JOIN memberships m ON m.person_id = d.person_id
              WHERE m.household_id = t1.id AND d.category = t6.code AND d.superseded_at IS NULL AND d.valid_from <= $2::date AND (d.valid_to IS NULL OR $2::date < d.valid_to)
                AND m.superseded_at IS NULL AND m.valid_from <= $2::date AND (m.valid_to IS NULL OR $2::date < m.valid_to))
      ) AS "categories"
  ) o8
  WHERE t1_r.department = $3::text AND t1_r.position >= $4::bigint AND t1_r.position < $5::bigint AND coalesce(t1_r.position <@ $6::int8multirange, false) AND t1_r.person_id IS NULL AND t1_r.position >= (SELECT v.lo FROM divisions v WHERE v.code = $7::text) AND t1_r.position < (SELECT v.hi FROM divisions v WHERE v.code = $7::text) AND t1.residence = $8::text AND EXISTS (SELECT FROM memberships m JOIN determinations d ON d.person_id = m.person_id WHERE m.household_id = t1.id AND m.superseded_at IS NULL AND m.valid_from <= $2::date AND (m.valid_to IS NULL OR $2::date < m.valid_to) AND d.superseded_at IS NULL AND d.valid_from <= $2::date AND (d.valid_to IS NULL OR $2::date < d.valid_to) AND d.category = $9::text)
  ORDER BY t1_r.position ASC, t1_r.household_id ASC
  LIMIT $1::integer + 1
),
log AS (
  INSERT INTO access_log (subjects, document, operation, attributes, kind, client, department, purpose, purpose_note, variables, request)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM p2 WHERE n <= $1::integer
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $10::bytea, $11::text, $12::text[], $13::text, $14::text, $3::text, $15::text, $16::text, $17::text, $18::text
)
SELECT
  '{"data":' || '{"households":' || coalesce(to_json((
    SELECT to_json(o9)
    FROM (
      SELECT
        (
          SELECT to_json(o3)
          FROM (
            SELECT
              EXISTS (SELECT FROM p2 WHERE n > $1::integer) AS "hasNextPage"
          ) o3
        ) AS "pageInfo",
        (
          SELECT coalesce(json_agg(p2.v0 ORDER BY p2.n), '[]')
          FROM p2
          WHERE p2.n <= $1::integer
        ) AS "nodes"
    ) o9
  ))::text, 'null') || '}' || '}'

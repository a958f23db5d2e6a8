WITH r5 AS MATERIALIZED (
  SELECT to_json(o4) AS node, t2.id AS id
  FROM households t2 CROSS JOIN LATERAL (
    SELECT
      t2.number AS "number",
      CASE WHEN t2.village IS NOT NULL THEN (
        SELECT to_json(o3)
        FROM (
          SELECT
            t2.village AS "village"
        ) o3
      ) END AS "address"
  ) o4
  WHERE t2.id = $2::uuid
),
r8 AS MATERIALIZED (
  SELECT to_json(o7) AS node, t6.id AS id
  FROM households t6 CROSS JOIN LATERAL (
    SELECT
      t6.number AS "number"
  ) o7
  WHERE t6.id = $3::uuid
),
log AS (
  INSERT INTO access_log (roots, document_hash, operation, attributes, client)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r5
      UNION ALL
      SELECT id FROM r8
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $4::bytea, $5::text, $6::text[], $7::text
)
SELECT
  '{"data":' || '{"me":' || coalesce(to_json((
    SELECT to_json(o1)
    FROM (
      SELECT
        $1::text AS "department"
    ) o1
  ))::text, 'null') || ',"first":' || coalesce(to_json((
    SELECT node
    FROM r5
  ))::text, 'null') || ',"nobody":' || coalesce(to_json((
    SELECT node
    FROM r8
  ))::text, 'null') || ',"households_of_the_division_that_has_a_name_longer_than_an_identifier":' || coalesce(to_json((
    SELECT to_json(o13)
    FROM (
      SELECT
        (
          SELECT count(*)
          FROM (
            SELECT
            FROM households t11
            LIMIT 10001
          ) o12
        ) AS "totalCount"
    ) o13
  ))::text, 'null') || '}' || '}'

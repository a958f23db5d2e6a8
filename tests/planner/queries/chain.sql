WITH r17 AS MATERIALIZED (
  SELECT to_json(o16) AS node, t1.id AS id
  FROM households t1 CROSS JOIN LATERAL (
    SELECT
      t1.number AS "number",
      (
        WITH p3 AS MATERIALIZED (
          SELECT row_number() OVER (ORDER BY t2.happened_on DESC, t2.id DESC) AS n, translate(encode(convert_to(json_build_array($3::text, t2.happened_on, t2.id)::text, 'UTF8'), 'base64'), E'+/=\n', '-_') AS v0, to_json(o13) AS v1
          FROM links t2 CROSS JOIN LATERAL (
            SELECT
              t2.kind AS "kind",
              t2.happened_on AS "happenedOn",
              (
                SELECT CASE CASE WHEN t7.department = $4::text THEN t7.department END
                  WHEN 'housing' THEN (
                    SELECT to_json(o10)
                    FROM housing_records t7_d CROSS JOIN LATERAL (
                      SELECT
                        'HousingRecord'::text AS "__typename",
                        t7.month AS "month",
                        t7.department AS "department",
                        t7_d.rooms AS "rooms",
                        (t7.amount)::text AS "amount",
                        (
                          SELECT to_json(o9)
                          FROM programmes t8 CROSS JOIN LATERAL (
                            SELECT
                              t8.title AS "title"
                          ) o9
                          WHERE t8.code = t7.programme
                        ) AS "programme"
                    ) o10
                    WHERE t7_d.id = t7.id
                  )
                  WHEN 'education' THEN (
                    SELECT to_json(o11)
                    FROM education_records t7_d CROSS JOIN LATERAL (
                      SELECT
                        'EducationRecord'::text AS "__typename",
                        t7.month AS "month",
                        t7.department AS "department"
                    ) o11
                    WHERE t7_d.id = t7.id
                  )
                  ELSE (
                    SELECT to_json(o12)
                    FROM (
                      SELECT
                        'RecordElsewhere'::text AS "__typename",
                        t7.month AS "month",
                        t7.department AS "department"
                    ) o12
                  )
                END
                FROM records t7
                WHERE t7.id = t2.record_id
              ) AS "record"
          ) o13
          WHERE t2.household_id = t1.id
          ORDER BY t2.happened_on DESC, t2.id DESC
          LIMIT $2::integer + 1
        )
        SELECT (
          SELECT to_json(o15)
          FROM (
            SELECT
              (
                SELECT count(*)
                FROM (
                  SELECT
                  FROM links t4
                  WHERE t4.household_id = t1.id
                  LIMIT 10001
                ) o5
              ) AS "totalCount",
              (
                SELECT to_json(o6)
                FROM (
                  SELECT
                    EXISTS (SELECT FROM p3 WHERE n > $2::integer) AS "hasNextPage",
                    false AS "hasPreviousPage",
                    (SELECT p3.v0 FROM p3 WHERE n <= $2::integer ORDER BY n DESC LIMIT 1) AS "endCursor"
                ) o6
              ) AS "pageInfo",
              (
                SELECT coalesce(json_agg(to_json(o14) ORDER BY p3.n), '[]')
                FROM p3 CROSS JOIN LATERAL (
                  SELECT
                    p3.v1 AS "node"
                ) o14
                WHERE p3.n <= $2::integer
              ) AS "edges"
          ) o15
        )
      ) AS "chain"
  ) o16
  WHERE t1.id = $1::uuid
),
log AS (
  INSERT INTO access_log (roots, document_hash, operation, attributes, client)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r17
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $5::bytea, $6::text, $7::text[], $8::text
)
SELECT
  '{"data":' || '{"household":' || coalesce(to_json((
    SELECT node
    FROM r17
  ))::text, 'null') || '}' || '}'

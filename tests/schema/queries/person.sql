WITH r19 AS MATERIALIZED (
  SELECT to_json(o18) AS node, t1.id AS id
  FROM persons t1 CROSS JOIN LATERAL (
    SELECT
      t1.name_masked AS "nameMasked",
      t1.sex AS "sex",
      t1.birth_date AS "birthDate",
      (SELECT m.relation FROM memberships m WHERE m.person_id = t1.id AND m.superseded_at IS NULL AND m.valid_from <= $7::date AND (m.valid_to IS NULL OR $7::date < m.valid_to) LIMIT 1) AS "relation",
      (
        SELECT coalesce(json_agg(to_json(o3) ORDER BY t2.place), '[]')
        FROM categories t2 CROSS JOIN LATERAL (
          SELECT
            t2.code AS "code"
        ) o3
        WHERE EXISTS (SELECT FROM determinations d WHERE d.person_id = t1.id AND d.category = t2.code AND d.superseded_at IS NULL AND d.valid_from <= $7::date AND (d.valid_to IS NULL OR $7::date < d.valid_to))
      ) AS "categories",
      (
        SELECT coalesce(json_agg(to_json(o7) ORDER BY t4.valid_from, t4.id), '[]')
        FROM determinations t4 CROSS JOIN LATERAL (
          SELECT
            (
              SELECT to_json(o6)
              FROM categories t5 CROSS JOIN LATERAL (
                SELECT
                  t5.code AS "code"
              ) o6
              WHERE t5.code = t4.category
            ) AS "category",
            t4.basis AS "basis",
            t4.valid_from AS "validFrom",
            t4.agency AS "agency"
        ) o7
        WHERE t4.person_id = t1.id AND t4.superseded_at IS NULL AND t4.valid_from <= $7::date AND (t4.valid_to IS NULL OR $7::date < t4.valid_to)
      ) AS "determinations",
      (
        SELECT to_json(o9)
        FROM memberships t8_m JOIN households t8 ON t8.id = t8_m.household_id CROSS JOIN LATERAL (
          SELECT
            t8.number AS "number"
        ) o9
        WHERE t8_m.person_id = t1.id AND t8_m.valid_to IS NULL AND t8_m.superseded_at IS NULL AND EXISTS (SELECT FROM reach slice WHERE slice.household_id = t8.id AND slice.person_id IS NULL AND slice.department = $2::text AND slice.position >= $3::bigint AND slice.position < $4::bigint AND coalesce(slice.position <@ $5::int8multirange, false))
      ) AS "household",
      (
        WITH p11 AS MATERIALIZED (
          SELECT row_number() OVER (ORDER BY t10.happened_on DESC, t10.id DESC) AS n, to_json(o16) AS v0
          FROM chain_links t10 CROSS JOIN LATERAL (
            SELECT
              t10.kind AS "kind",
              to_char(t10.happened_on, 'YYYY-MM') AS "month",
              (
                SELECT to_json(o15)
                FROM departments t14 CROSS JOIN LATERAL (
                  SELECT
                    t14.code AS "code"
                ) o15
                WHERE t14.code = t10.department
              ) AS "department"
          ) o16
          WHERE t10.person_id = t1.id
          ORDER BY t10.happened_on DESC, t10.id DESC
          LIMIT $8::integer + 1
        )
        SELECT (
          SELECT to_json(o17)
          FROM (
            SELECT
              (
                SELECT count(*)
                FROM (
                  SELECT
                  FROM chain_links t12
                  WHERE t12.person_id = t1.id
                  LIMIT 10001
                ) o13
              ) AS "totalCount",
              (
                SELECT coalesce(json_agg(p11.v0 ORDER BY p11.n), '[]')
                FROM p11
                WHERE p11.n <= $8::integer
              ) AS "nodes"
          ) o17
        )
      ) AS "chain"
  ) o18
  WHERE t1.identity_id = (SELECT i.id FROM identities i WHERE i.index = $1::bytea) AND EXISTS (SELECT FROM reach slice WHERE slice.household_id = (SELECT m.household_id FROM memberships m WHERE m.person_id = t1.id AND m.valid_to IS NULL AND m.superseded_at IS NULL)
      AND (slice.person_id = t1.id OR slice.person_id IS NULL AND slice.whole AND $6::boolean)
      AND slice.department = $2::text AND slice.position >= $3::bigint AND slice.position < $4::bigint AND coalesce(slice.position <@ $5::int8multirange, false))
),
log AS (
  INSERT INTO access_log (subjects, document, operation, attributes, kind, client, department, purpose, purpose_note, variables, request)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r19
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $9::bytea, $10::text, $11::text[], $12::text, $13::text, $2::text, $14::text, $15::text, $16::text, $17::text
)
SELECT
  '{"data":' || '{"person":' || coalesce(to_json((
    SELECT node
    FROM r19
  ))::text, 'null') || '}' || '}'

WITH p2 AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY t1.position ASC, t1.subject_id ASC) AS n, to_json(o23) AS v0, coalesce(t1.person_id, t1.household_id) AS id
  FROM targets t1 CROSS JOIN LATERAL (
    SELECT
      t1.certainty AS "certainty",
      (
        SELECT to_json(o7)
        FROM programmes t6 CROSS JOIN LATERAL (
          SELECT
            t6.number AS "number",
            t6.zh AS "name"
        ) o7
        WHERE t6.code = t1.programme
      ) AS "programme",
      (
        SELECT to_json(o17)
        FROM households t8 CROSS JOIN LATERAL (
          SELECT
            t8.number AS "number",
            t8.residence AS "residence",
            t8.address AS "address",
            (
              SELECT coalesce(json_agg(to_json(o10) ORDER BY t9.place), '[]')
              FROM categories t9 CROSS JOIN LATERAL (
                SELECT
                  t9.code AS "code"
              ) o10
              WHERE EXISTS (SELECT FROM determinations d JOIN memberships m ON m.person_id = d.person_id
                    WHERE m.household_id = t8.id AND d.category = t9.code AND d.superseded_at IS NULL AND d.valid_from <= $3::date AND (d.valid_to IS NULL OR $3::date < d.valid_to)
                      AND m.superseded_at IS NULL AND m.valid_from <= $3::date AND (m.valid_to IS NULL OR $3::date < m.valid_to))
            ) AS "categories",
            (
              SELECT coalesce(json_agg(to_json(o16) ORDER BY t11.relation, t11_p.birth_date, t11_p.id), '[]')
              FROM memberships t11 JOIN persons t11_p ON t11_p.id = t11.person_id CROSS JOIN LATERAL (
                SELECT
                  t11.relation AS "relation",
                  (
                    SELECT to_json(o15)
                    FROM persons t12 CROSS JOIN LATERAL (
                      SELECT
                        t12.name_masked AS "nameMasked",
                        (
                          SELECT coalesce(json_agg(to_json(o14) ORDER BY t13.place), '[]')
                          FROM categories t13 CROSS JOIN LATERAL (
                            SELECT
                              t13.code AS "code"
                          ) o14
                          WHERE EXISTS (SELECT FROM determinations d WHERE d.person_id = t12.id AND d.category = t13.code AND d.superseded_at IS NULL AND d.valid_from <= $3::date AND (d.valid_to IS NULL OR $3::date < d.valid_to))
                        ) AS "categories"
                    ) o15
                    WHERE t12.id = t11.person_id
                  ) AS "person"
              ) o16
              WHERE t11.household_id = t8.id AND t11.superseded_at IS NULL AND t11.valid_from <= $3::date AND (t11.valid_to IS NULL OR $3::date < t11.valid_to) AND EXISTS (SELECT FROM reach slice WHERE slice.household_id = t11.household_id
                  AND (slice.person_id = t11.person_id OR slice.person_id IS NULL AND slice.whole AND $9::boolean)
                  AND slice.department = $2::text AND slice.position >= $4::bigint AND slice.position < $5::bigint AND coalesce(slice.position <@ $6::int8multirange, false))
            ) AS "members"
        ) o17
        WHERE t8.id = t1.household_id
      ) AS "household",
      (
        SELECT coalesce(json_agg(to_json(o19) ORDER BY t18.n), '[]')
        FROM programme_clauses t18 CROSS JOIN LATERAL (
          SELECT
            t18.n AS "n",
            t18.text AS "text"
        ) o19
        WHERE t18.programme = t1.programme AND (t1.met & (1 << t18.n)) <> 0
      ) AS "met",
      (
        SELECT coalesce(json_agg(to_json(o21) ORDER BY t20.n), '[]')
        FROM programme_clauses t20 CROSS JOIN LATERAL (
          SELECT
            t20.n AS "n"
        ) o21
        WHERE t20.programme = t1.programme AND (t1.unknown & (1 << t20.n)) <> 0
      ) AS "unknown",
      (
        SELECT coalesce(json_agg(t22.text ORDER BY t22.n), '[]')
        FROM programmes t22_g CROSS JOIN unnest(t22_g.department_decides) WITH ORDINALITY t22(text, n)
        WHERE t22_g.code = t1.programme
      ) AS "leftToDepartment",
      (SELECT g.cites FROM programmes g WHERE g.code = t1.programme) AS "cites"
  ) o23
  WHERE t1.programme = $1::text AND t1.certainty = 'MET' AND t1.until IS NULL AND t1.department = $2::text AND t1.since <= $3::date AND t1.position >= $4::bigint AND t1.position < $5::bigint AND coalesce(t1.position <@ $6::int8multirange, false) AND t1.position >= (SELECT v.lo FROM divisions v WHERE v.code = $7::text) AND t1.position < (SELECT v.hi FROM divisions v WHERE v.code = $7::text)
  ORDER BY t1.position ASC, t1.subject_id ASC
  LIMIT $8::integer + 1
),
log AS (
  INSERT INTO access_log (subjects, document, operation, attributes, kind, client, department, purpose, purpose_note, variables, request)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM p2 WHERE n <= $8::integer
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $10::bytea, $11::text, $12::text[], $13::text, $14::text, $2::text, $15::text, $16::text, $17::text, $18::text
)
SELECT
  '{"data":' || '{"eligibleTargets":' || coalesce(to_json((
    SELECT to_json(o24)
    FROM (
      SELECT
        (
          SELECT count(*)
          FROM (
            SELECT
            FROM targets t3
            WHERE t3.programme = $1::text AND t3.certainty = 'MET' AND t3.until IS NULL AND t3.department = $2::text AND t3.since <= $3::date AND t3.position >= $4::bigint AND t3.position < $5::bigint AND coalesce(t3.position <@ $6::int8multirange, false) AND t3.position >= (SELECT v.lo FROM divisions v WHERE v.code = $7::text) AND t3.position < (SELECT v.hi FROM divisions v WHERE v.code = $7::text)
            LIMIT 10001
          ) o4
        ) AS "totalCount",
        (
          SELECT to_json(o5)
          FROM (
            SELECT
              EXISTS (SELECT FROM p2 WHERE n > $8::integer) AS "hasNextPage"
          ) o5
        ) AS "pageInfo",
        (
          SELECT coalesce(json_agg(p2.v0 ORDER BY p2.n), '[]')
          FROM p2
          WHERE p2.n <= $8::integer
        ) AS "nodes"
    ) o24
  ))::text, 'null') || '}' || '}'

WITH p2 AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY t1.position ASC, t1.subject_id ASC) AS n, concat(
    '{"certainty":', coalesce(to_json(t1.certainty), 'null'),
    ',"programme":', coalesce((
      SELECT concat(
        '{"number":', coalesce(to_json(t5.number), 'null'),
        ',"name":', coalesce(to_json(t5.zh), 'null'),
        '}'
      )
      FROM programmes t5
      WHERE t5.code = t1.programme
    ), 'null'),
    ',"household":', coalesce((
      SELECT concat(
        '{"number":', coalesce(to_json(t6.number), 'null'),
        ',"residence":', coalesce(to_json(t6.residence), 'null'),
        ',"address":', coalesce(to_json(t6.address), 'null'),
        ',"categories":', (
          SELECT concat(
            '[', string_agg(concat(
              '{"code":', coalesce(to_json(t7.code), 'null'),
              '}'
            ), ',' ORDER BY t7.place),
            ']'
          )
          FROM categories t7
          WHERE EXISTS (SELECT FROM memberships m
                  CROSS JOIN LATERAL (SELECT * FROM determinations d WHERE d.person_id = m.person_id OFFSET 0) d
                WHERE m.household_id = t6.id AND d.category = t7.code AND d.superseded_at IS NULL AND d.valid_from <= $3::date AND (d.valid_to IS NULL OR $3::date < d.valid_to)
                  AND m.superseded_at IS NULL AND m.valid_from <= $3::date AND (m.valid_to IS NULL OR $3::date < m.valid_to))
        ),
        ',"members":', (
          SELECT concat(
            '[', string_agg(concat(
              '{"relation":', coalesce(to_json(t8.relation), 'null'),
              ',"person":{"nameMasked":', coalesce(to_json(t8_p.name_masked), 'null'),
              ',"categories":', (
                SELECT concat(
                  '[', string_agg(concat(
                    '{"code":', coalesce(to_json(t9.code), 'null'),
                    '}'
                  ), ',' ORDER BY t9.place),
                  ']'
                )
                FROM categories t9
                WHERE EXISTS (SELECT FROM determinations d WHERE d.person_id = t8_p.id AND d.category = t9.code AND d.superseded_at IS NULL AND d.valid_from <= $3::date AND (d.valid_to IS NULL OR $3::date < d.valid_to))
              ),
              '}}'
            ), ',' ORDER BY CASE WHEN 'person.relation' = ANY($10::text[]) THEN t8.relation END, CASE WHEN 'person.birth_date' = ANY($10::text[]) THEN t8_p.birth_date END, t8_p.id),
            ']'
          )
          FROM memberships t8 CROSS JOIN LATERAL (SELECT * FROM persons found WHERE found.id = t8.person_id OFFSET 0) t8_p
          WHERE t8.household_id = t6.id AND t8.superseded_at IS NULL AND t8.valid_from <= $3::date AND (t8.valid_to IS NULL OR $3::date < t8.valid_to) AND CASE WHEN $12::boolean AND (SELECT slice.whole AND coalesce($11::text[] IS NULL OR slice.reasons && $11::text[], false) FROM reach slice WHERE slice.household_id = t6.id AND slice.department = $2::text AND coalesce(slice.position <@ $6::int8multirange, false) AND coalesce($7::text[] IS NULL OR slice.reasons && $7::text[], false) AND slice.person_id IS NULL)
              THEN true ELSE (SELECT true FROM reach slice WHERE slice.household_id = t6.id AND slice.department = $2::text AND coalesce(slice.position <@ $6::int8multirange, false) AND coalesce($7::text[] IS NULL OR slice.reasons && $7::text[], false) AND slice.person_id = t8.person_id) END
        ),
        '}'
      )
      FROM households t6
      WHERE t6.id = t1.household_id
    ), 'null'),
    ',"met":', (
      SELECT concat(
        '[', string_agg(concat(
          '{"n":', coalesce((t10.n)::text, 'null'),
          ',"text":', coalesce(to_json(t10.text), 'null'),
          '}'
        ), ',' ORDER BY t10.n),
        ']'
      )
      FROM programme_clauses t10
      WHERE t10.programme = t1.programme AND (t1.met & (1 << t10.n)) <> 0
    ),
    ',"unknown":', (
      SELECT concat(
        '[', string_agg(concat(
          '{"n":', coalesce((t11.n)::text, 'null'),
          '}'
        ), ',' ORDER BY t11.n),
        ']'
      )
      FROM programme_clauses t11
      WHERE t11.programme = t1.programme AND (t1.unknown & (1 << t11.n)) <> 0
    ),
    ',"leftToDepartment":', (
      SELECT coalesce(json_agg(t12.text ORDER BY t12.n), '[]')
      FROM programmes t12_g CROSS JOIN unnest(t12_g.department_decides) WITH ORDINALITY t12(text, n)
      WHERE t12_g.code = t1.programme
    ),
    ',"cites":', coalesce(to_json((SELECT g.cites FROM programmes g WHERE g.code = t1.programme)), 'null'),
    '}'
  ) AS v0, coalesce(t1.person_id, t1.household_id) AS id
  FROM targets t1
  WHERE t1.programme = $1::text AND t1.certainty = 'MET' AND t1.until IS NULL AND t1.department = $2::text AND t1.since <= $3::date AND t1.position >= $4::bigint AND t1.position < $5::bigint AND coalesce(t1.position <@ $6::int8multirange, false) AND coalesce($7::text[] IS NULL OR ARRAY[t1.programme] && $7::text[], false) AND t1.position >= (SELECT v.lo FROM divisions v WHERE v.code = $8::text) AND t1.position < (SELECT v.hi FROM divisions v WHERE v.code = $8::text)
  ORDER BY t1.position ASC, t1.subject_id ASC
  LIMIT $9::integer + 1
),
log AS (
  INSERT INTO access_log (subjects, document, operation, attributes, kind, client, department, purpose, purpose_note, variables, request)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM p2 WHERE n <= $9::integer
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $13::bytea, $14::text, $15::text[], $16::text, $17::text, $2::text, $18::text, $19::text, $20::text, $21::text
)
SELECT
  concat(
    '{"data":{"eligibleTargets":{"totalCount":', coalesce(((
      SELECT count(*)
      FROM (
        SELECT
        FROM targets t3
        WHERE t3.programme = $1::text AND t3.certainty = 'MET' AND t3.until IS NULL AND t3.department = $2::text AND t3.since <= $3::date AND t3.position >= $4::bigint AND t3.position < $5::bigint AND coalesce(t3.position <@ $6::int8multirange, false) AND coalesce($7::text[] IS NULL OR ARRAY[t3.programme] && $7::text[], false) AND t3.position >= (SELECT v.lo FROM divisions v WHERE v.code = $8::text) AND t3.position < (SELECT v.hi FROM divisions v WHERE v.code = $8::text)
        LIMIT 10001
      ) o4
    ))::text, 'null'),
    ',"pageInfo":{"hasNextPage":', coalesce((EXISTS (SELECT FROM p2 WHERE n > $9::integer))::text, 'null'),
    '},"nodes":', (
      SELECT concat(
        '[', string_agg(p2.v0, ',' ORDER BY p2.n),
        ']'
      )
      FROM p2
      WHERE p2.n <= $9::integer
    ),
    '}}}'
  )

WITH r11 AS MATERIALIZED (
  SELECT concat(
    '{"nameMasked":', coalesce(to_json(t1.name_masked), 'null'),
    ',"sex":', coalesce(to_json(t1.sex), 'null'),
    ',"birthDate":"', t1.birth_date,
    '","relation":', coalesce(to_json((SELECT m.relation FROM memberships m WHERE m.person_id = t1.id AND m.superseded_at IS NULL AND m.valid_from <= $7::date AND (m.valid_to IS NULL OR $7::date < m.valid_to) LIMIT 1)), 'null'),
    ',"categories":', (
      SELECT concat(
        '[', string_agg(concat(
          '{"code":', coalesce(to_json(t2.code), 'null'),
          '}'
        ), ',' ORDER BY t2.place),
        ']'
      )
      FROM categories t2
      WHERE EXISTS (SELECT FROM determinations d WHERE d.person_id = t1.id AND d.category = t2.code AND d.superseded_at IS NULL AND d.valid_from <= $7::date AND (d.valid_to IS NULL OR $7::date < d.valid_to))
    ),
    ',"determinations":', (
      SELECT concat(
        '[', string_agg(concat(
          '{"category":', coalesce((
            SELECT concat(
              '{"code":', coalesce(to_json(t4.code), 'null'),
              '}'
            )
            FROM categories t4
            WHERE t4.code = t3.category
          ), 'null'),
          ',"basis":', coalesce(to_json(t3.basis), 'null'),
          ',"validFrom":"', t3.valid_from,
          '","agency":', coalesce(to_json(t3.agency), 'null'),
          '}'
        ), ',' ORDER BY t3.valid_from, t3.id),
        ']'
      )
      FROM determinations t3
      WHERE t3.person_id = t1.id AND t3.superseded_at IS NULL AND t3.valid_from <= $7::date AND (t3.valid_to IS NULL OR $7::date < t3.valid_to)
    ),
    ',"household":', coalesce((
      SELECT concat(
        '{"number":', coalesce(to_json(t5.number), 'null'),
        '}'
      )
      FROM memberships t5_m CROSS JOIN LATERAL (SELECT * FROM households found WHERE found.id = t5_m.household_id OFFSET 0) t5
      WHERE t5_m.person_id = t1.id AND t5_m.valid_to IS NULL AND t5_m.superseded_at IS NULL AND (SELECT true FROM reach slice WHERE slice.household_id = t5.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id IS NULL)
    ), 'null'),
    ',"chain":{"totalCount":', coalesce(((
      SELECT count(*)
      FROM (
        SELECT
        FROM chain_links t8
        WHERE t8.person_id = t1.id
        LIMIT 10001
      ) o9
    ))::text, 'null'),
    ',"nodes":', (
      SELECT concat(
        '[', string_agg(p7.v0, ','),
        ']'
      )
      FROM (
        SELECT concat(
          '{"kind":', coalesce(to_json(t6.kind), 'null'),
          ',"month":', coalesce(to_json(to_char(t6.happened_on, 'YYYY-MM')), 'null'),
          ',"department":', coalesce((
            SELECT concat(
              '{"code":', coalesce(to_json(t10.code), 'null'),
              '}'
            )
            FROM departments t10
            WHERE t10.code = t6.department
          ), 'null'),
          '}'
        ) AS v0
        FROM chain_links t6
        WHERE t6.person_id = t1.id
        ORDER BY t6.happened_on DESC, t6.id DESC
        LIMIT $8::integer
      ) p7
    ),
    '}}'
  ) AS node, t1.id AS id
  FROM persons t1
  WHERE t1.identity_id = (SELECT CASE WHEN i.alias_of IS NULL THEN i.id ELSE i.alias_of END FROM identities i WHERE i.index = $1::bytea) AND CASE WHEN $6::boolean AND (SELECT slice.whole AND coalesce($5::text[] IS NULL OR slice.reasons && $5::text[], false) FROM reach slice WHERE slice.household_id = (SELECT home.household_id FROM (SELECT m.household_id, m.valid_from, m.valid_to, m.end_reason FROM memberships m
      WHERE m.person_id = t1.id AND m.superseded_at IS NULL ORDER BY m.valid_from DESC, m.recorded_at DESC LIMIT 1) home) AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id IS NULL)
      THEN true ELSE (SELECT true FROM reach slice WHERE slice.household_id = (SELECT home.household_id FROM (SELECT m.household_id, m.valid_from, m.valid_to, m.end_reason FROM memberships m
      WHERE m.person_id = t1.id AND m.superseded_at IS NULL ORDER BY m.valid_from DESC, m.recorded_at DESC LIMIT 1) home) AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id = t1.id) END
),
log AS (
  INSERT INTO access_log (subjects, document, operation, attributes, kind, client, department, purpose, purpose_note, variables, request)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r11
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $9::bytea, $10::text, $11::text[], $12::text, $13::text, $2::text, $14::text, $15::text, $16::text, $17::text
)
SELECT
  concat(
    '{"data":{"person":', coalesce((
      SELECT node
      FROM r11
    ), 'null'),
    '}}'
  )

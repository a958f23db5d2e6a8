WITH p2 AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY t1.epoch ASC, t1.changed_xid ASC, t1.subject_id ASC) AS n, concat(
    '{"kind":', coalesce(to_json(CASE WHEN t1.until IS NOT NULL THEN 'ENDED' ELSE t1.certainty END), 'null'),
    ',"on":', coalesce('"' || (coalesce(t1.until, t1.since)) || '"', 'null'),
    ',"household":', coalesce((
      SELECT concat(
        '{"number":', coalesce(to_json(t3.number), 'null'),
        ',"division":', coalesce((
          SELECT concat(
            '{"name":', coalesce(to_json(t4.name), 'null'),
            '}'
          )
          FROM divisions t4
          WHERE t4.code = t3.division
        ), 'null'),
        '}'
      )
      FROM households t3
      WHERE t3.id = t1.household_id AND t1.until IS NULL
    ), 'null'),
    '}'
  ) AS v0, coalesce(t1.person_id, t1.household_id) AS id
  FROM (SELECT programme, department, position, epoch, changed_xid, subject_id, household_id, person_id,
        certainty, since, until, lost, false AS gone FROM targets
      UNION ALL SELECT programme, department, position, epoch, changed_xid, subject_id, household_id, person_id,
        'MET', moved_on, moved_on, NULL::text[], true FROM departures) t1
  WHERE t1.programme = $2::text AND t1.epoch >= 0 AND t1.department = $3::text AND t1.changed_xid < pg_snapshot_xmin(pg_current_snapshot()) AND coalesce(t1.position <@ $4::int8multirange, false) AND coalesce($5::text[] IS NULL OR ARRAY[t1.programme] && $5::text[], false) AND (NOT t1.gone OR NOT EXISTS (SELECT FROM targets t
        WHERE t.programme = t1.programme AND t.subject_id = t1.subject_id))
  ORDER BY t1.epoch ASC, t1.changed_xid ASC, t1.subject_id ASC
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
  ), '{}'), $6::bytea, $7::text, $8::text[], $9::text, $10::text, $3::text, $11::text, $12::text, $13::text, $14::text
)
SELECT
  concat(
    '{"data":{"targetChanges":{"pageInfo":{"hasNextPage":', coalesce((EXISTS (SELECT FROM p2 WHERE n > $1::integer))::text, 'null'),
    '},"nodes":', (
      SELECT concat(
        '[', string_agg(p2.v0, ',' ORDER BY p2.n),
        ']'
      )
      FROM p2
      WHERE p2.n <= $1::integer
    ),
    '}}}'
  )

WITH p2 AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY t1.epoch ASC, t1.changed_xid ASC, t1.subject_id ASC) AS n, to_json(o8) AS v0, coalesce(t1.person_id, t1.household_id) AS id
  FROM (SELECT programme, department, position, epoch, changed_xid, subject_id, household_id, person_id,
        certainty, since, until, false AS gone FROM targets
      UNION ALL SELECT programme, department, position, epoch, changed_xid, subject_id, household_id, person_id,
        'MET', moved_on, moved_on, true FROM departures) t1 CROSS JOIN LATERAL (
    SELECT
      CASE WHEN t1.until IS NOT NULL THEN 'ENDED' ELSE t1.certainty END AS "kind",
      coalesce(t1.until, t1.since) AS "on",
      (
        SELECT to_json(o7)
        FROM households t4 CROSS JOIN LATERAL (
          SELECT
            t4.number AS "number",
            (
              SELECT to_json(o6)
              FROM divisions t5 CROSS JOIN LATERAL (
                SELECT
                  t5.name AS "name"
              ) o6
              WHERE t5.code = t4.division
            ) AS "division"
        ) o7
        WHERE t4.id = t1.household_id AND t1.until IS NULL
      ) AS "household"
  ) o8
  WHERE t1.programme = $2::text AND t1.department = $3::text AND t1.changed_xid < pg_snapshot_xmin(pg_current_snapshot()) AND coalesce(t1.position <@ $4::int8multirange, false) AND (NOT t1.gone OR NOT EXISTS (SELECT FROM targets t
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
  ), '{}'), $5::bytea, $6::text, $7::text[], $8::text, $9::text, $3::text, $10::text, $11::text, $12::text, $13::text
)
SELECT
  '{"data":' || '{"targetChanges":' || coalesce(to_json((
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

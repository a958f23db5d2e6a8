WITH r8 AS MATERIALIZED (
  SELECT concat(
    '{"number":', coalesce(to_json(t1.number), 'null'),
    ',"chain":', (
      WITH p3 AS MATERIALIZED (
        SELECT row_number() OVER (ORDER BY t2.happened_on DESC, t2.id DESC) AS n, t2.happened_on AS v0, t2.id AS v1, concat(
          '{"kind":', coalesce(to_json(t2.kind), 'null'),
          ',"happenedOn":', coalesce(to_json(t2.happened_on), 'null'),
          ',"record":', coalesce((
            SELECT CASE CASE WHEN t6.department = $4::text THEN t6.department END
              WHEN 'housing' THEN coalesce((
                SELECT concat(
                  '{"__typename":"HousingRecord","month":', coalesce(to_json(t6.month), 'null'),
                  ',"department":', coalesce(to_json(t6.department), 'null'),
                  ',"rooms":', coalesce((t6_d.rooms)::text, 'null'),
                  ',"amount":', coalesce('"' || (t6.amount) || '"', 'null'),
                  ',"programme":', coalesce((
                    SELECT concat(
                      '{"title":', coalesce(to_json(t7.title), 'null'),
                      '}'
                    )
                    FROM programmes t7
                    WHERE t7.code = t6.programme
                  ), 'null'),
                  '}'
                )
                FROM housing_records t6_d
                WHERE t6_d.id = t6.id
              ), 'null')
              WHEN 'education' THEN concat(
                '{"__typename":"EducationRecord","month":', coalesce(to_json(t6.month), 'null'),
                ',"department":', coalesce(to_json(t6.department), 'null'),
                '}'
              )
              ELSE concat(
                '{"__typename":"RecordElsewhere","month":', coalesce(to_json(t6.month), 'null'),
                ',"department":', coalesce(to_json(t6.department), 'null'),
                '}'
              )
            END
            FROM records t6
            WHERE t6.id = t2.record_id
          ), 'null'),
          '}'
        ) AS v2
        FROM links t2
        WHERE t2.household_id = t1.id
        ORDER BY t2.happened_on DESC, t2.id DESC
        LIMIT $2::integer + 1
      )
      SELECT concat(
        '{"totalCount":', coalesce(((
          SELECT count(*)
          FROM (
            SELECT
            FROM links t4
            WHERE t4.household_id = t1.id
            LIMIT 10001
          ) o5
        ))::text, 'null'),
        ',"pageInfo":{"hasNextPage":', coalesce((EXISTS (SELECT FROM p3 WHERE n > $2::integer))::text, 'null'),
        ',"hasPreviousPage":false,"endCursor":', coalesce('"' || (SELECT translate(encode(convert_to(json_build_array($3::text, p3.v0, p3.v1)::text, 'UTF8'), 'base64'), E'+/=\n', '-_') FROM p3 WHERE n = (SELECT max(n) FROM p3 WHERE n <= $2::integer)) || '"', 'null'),
        '},"edges":', (
          SELECT concat(
            '[', string_agg(concat(
              '{"node":', p3.v2,
              '}'
            ), ',' ORDER BY p3.n),
            ']'
          )
          FROM p3
          WHERE p3.n <= $2::integer
        ),
        '}'
      )
    ),
    '}'
  ) AS node, t1.id AS id
  FROM households t1
  WHERE t1.id = $1::uuid
),
log AS (
  INSERT INTO access_log (roots, document_hash, operation, attributes, client)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r8
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $5::bytea, $6::text, $7::text[], $8::text
)
SELECT
  concat(
    '{"data":{"household":', coalesce((
      SELECT node
      FROM r8
    ), 'null'),
    '}}'
  )

WITH r4 AS MATERIALIZED (
  SELECT concat(
    '{"id":"', t1.id,
    '","month":', coalesce(to_json(t1.month), 'null'),
    ',"programme":', coalesce((
      SELECT concat(
        '{"code":', coalesce(to_json(t2.code), 'null'),
        ',"parent":', coalesce((
          SELECT concat(
            '{"code":', coalesce(to_json(t3.code), 'null'),
            '}'
          )
          FROM programmes t3
          WHERE t3.code = t2.parent
        ), 'null'),
        '}'
      )
      FROM programmes t2
      WHERE t2.code = t1.programme
    ), 'null'),
    '}'
  ) AS node, row_number() OVER (ORDER BY t1.month DESC, t1.id) AS n
  FROM records t1
  ORDER BY t1.month DESC, t1.id
)
SELECT
  concat(
    '{"data":{"records":', (
      SELECT concat(
        '[', string_agg(node, ',' ORDER BY n),
        ']'
      )
      FROM r4
    ),
    '}}'
  )

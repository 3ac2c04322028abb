SELECT
  COUNT(*) AS `rows`,
  COUNT(`t0`.`amount`) AS `present0`,
  APPROX_COUNT_DISTINCT(`t0`.`amount`) AS `distinct0`,
  MIN(`t0`.`amount`) AS `least0`,
  MAX(`t0`.`amount`) AS `most0`,
  COUNT(`t0`.`count`) AS `present1`,
  APPROX_COUNT_DISTINCT(`t0`.`count`) AS `distinct1`,
  MIN(`t0`.`count`) AS `least1`,
  MAX(`t0`.`count`) AS `most1`,
  COUNT(`t0`.`who`) AS `present2`,
  APPROX_COUNT_DISTINCT(`t0`.`who`) AS `distinct2`,
  COUNT(`t0`.`text`) AS `present3`,
  APPROX_COUNT_DISTINCT(`t0`.`text`) AS `distinct3`,
  COUNT(`t0`.`said`) AS `present4`,
  APPROX_COUNT_DISTINCT(`t0`.`said`) AS `distinct4`,
  COUNT(`t0`.`at`) AS `present5`,
  APPROX_COUNT_DISTINCT(`t0`.`at`) AS `distinct5`,
  MIN(`t0`.`at`) AS `least5`,
  MAX(`t0`.`at`) AS `most5`,
  COUNT(`t0`.`loaded`) AS `present6`,
  APPROX_COUNT_DISTINCT(`t0`.`loaded`) AS `distinct6`,
  MIN(`t0`.`loaded`) AS `least6`,
  MAX(`t0`.`loaded`) AS `most6`
FROM `live` AS `t0`;

SELECT
  COUNT(*) AS `rows`,
  COUNT(`t0`.`amount`) AS `present0`,
  APPROX_COUNT_DISTINCT(`t0`.`amount`) AS `distinct0`,
  MIN(`t0`.`amount`) AS `least0`,
  MAX(`t0`.`amount`) AS `most0`,
  COUNT(`t0`.`count`) AS `present1`,
  APPROX_COUNT_DISTINCT(`t0`.`count`) AS `distinct1`,
  MIN(`t0`.`count`) AS `least1`,
  MAX(`t0`.`count`) AS `most1`,
  COUNT(`t0`.`who`) AS `present2`,
  APPROX_COUNT_DISTINCT(`t0`.`who`) AS `distinct2`,
  COUNT(`t0`.`text`) AS `present3`,
  APPROX_COUNT_DISTINCT(`t0`.`text`) AS `distinct3`,
  COUNT(`t0`.`said`) AS `present4`,
  APPROX_COUNT_DISTINCT(`t0`.`said`) AS `distinct4`,
  COUNT(`t0`.`at`) AS `present5`,
  APPROX_COUNT_DISTINCT(`t0`.`at`) AS `distinct5`,
  MIN(`t0`.`at`) AS `least5`,
  MAX(`t0`.`at`) AS `most5`,
  COUNT(`t0`.`loaded`) AS `present6`,
  APPROX_COUNT_DISTINCT(`t0`.`loaded`) AS `distinct6`,
  MIN(`t0`.`loaded`) AS `least6`,
  MAX(`t0`.`loaded`) AS `most6`
FROM `reference` AS `t0`;

SELECT
  MAX(
    IF(
      CAST(UNIX_TIMESTAMP(CAST(`t0`.`at` AS TIMESTAMP)) AS DOUBLE) <= 1772442300.0,
      CAST(UNIX_TIMESTAMP(CAST(`t0`.`at` AS TIMESTAMP)) AS DOUBLE),
      NULL
    )
  ) AS `newest`,
  SUM(
    CAST(CAST(UNIX_TIMESTAMP(CAST(`t0`.`at` AS TIMESTAMP)) AS DOUBLE) > 1772442300.0 AS BIGINT)
  ) AS `ahead`,
  COUNT(`t0`.`at`) - COUNT(CAST(UNIX_TIMESTAMP(CAST(`t0`.`at` AS TIMESTAMP)) AS DOUBLE)) AS `unreadable`
FROM `live` AS `t0`;

SELECT
  APPROX_PERCENTILE(`t1`.`lag`, 0.5) AS `q0_0`,
  APPROX_PERCENTILE(`t1`.`lag`, 0.95) AS `q0_1`
FROM (
  SELECT
    TRY_DIVIDE(
      CAST(UNIX_TIMESTAMP(CAST(`t0`.`loaded` AS TIMESTAMP)) AS DOUBLE) - CAST(UNIX_TIMESTAMP(CAST(`t0`.`at` AS TIMESTAMP)) AS DOUBLE),
      3600
    ) AS `lag`
  FROM `live` AS `t0`
) AS `t1`;

SELECT
  MAX(
    IF(
      CAST(UNIX_TIMESTAMP(CAST(TRY_CAST(`t0`.`said` AS TIMESTAMP) AS TIMESTAMP)) AS DOUBLE) <= 1772442300.0,
      CAST(UNIX_TIMESTAMP(CAST(TRY_CAST(`t0`.`said` AS TIMESTAMP) AS TIMESTAMP)) AS DOUBLE),
      NULL
    )
  ) AS `newest`,
  SUM(
    CAST(CAST(UNIX_TIMESTAMP(CAST(TRY_CAST(`t0`.`said` AS TIMESTAMP) AS TIMESTAMP)) AS DOUBLE) > 1772442300.0 AS BIGINT)
  ) AS `ahead`,
  COUNT(`t0`.`said`) - COUNT(
    CAST(UNIX_TIMESTAMP(CAST(TRY_CAST(`t0`.`said` AS TIMESTAMP) AS TIMESTAMP)) AS DOUBLE)
  ) AS `unreadable`
FROM `live` AS `t0`;

SELECT
  APPROX_PERCENTILE(`t1`.`lag`, 0.5) AS `q0_0`,
  APPROX_PERCENTILE(`t1`.`lag`, 0.95) AS `q0_1`
FROM (
  SELECT
    TRY_DIVIDE(
      CAST(UNIX_TIMESTAMP(CAST(`t0`.`loaded` AS TIMESTAMP)) AS DOUBLE) - CAST(UNIX_TIMESTAMP(CAST(TRY_CAST(`t0`.`said` AS TIMESTAMP) AS TIMESTAMP)) AS DOUBLE),
      3600
    ) AS `lag`
  FROM `live` AS `t0`
) AS `t1`;

SELECT
  SUM(
    CAST(`t0`.`amount` IS NOT NULL
    AND NOT ISNAN(`t0`.`amount`)
    AND NOT (
      COALESCE(`t0`.`amount` >= -1.0, FALSE)
    ) AS BIGINT)
  ) AS `rule0`,
  COUNT(`t0`.`count`) - COUNT(DISTINCT `t0`.`count`) AS `rule1`,
  SUM(CAST(`t0`.`who` IS NULL AS BIGINT)) AS `rule2`,
  SUM(
    CAST((
      `t0`.`text` IS NOT NULL
    )
    AND NOT (
      COALESCE(TRY_CAST(`t0`.`text` AS DOUBLE) <= 20.0, FALSE)
    ) AS BIGINT)
  ) AS `rule3`,
  SUM(
    CAST((
      `t0`.`who` IS NOT NULL
    ) AND NOT (
      `t0`.`who` IN ('ann', 'bob', '"')
    ) AS BIGINT)
  ) AS `rule4`,
  SUM(
    CAST((
      `t0`.`amount` IS NOT NULL
      AND NOT ISNAN(`t0`.`amount`)
      AND NOT (
        COALESCE(`t0`.`amount` >= -1.0, FALSE)
      )
    )
    OR (
      `t0`.`who` IS NULL
    )
    OR (
      (
        `t0`.`text` IS NOT NULL
      )
      AND NOT (
        COALESCE(TRY_CAST(`t0`.`text` AS DOUBLE) <= 20.0, FALSE)
      )
    )
    OR (
      (
        `t0`.`who` IS NOT NULL
      ) AND NOT (
        `t0`.`who` IN ('ann', 'bob', '"')
      )
    ) AS BIGINT)
  ) AS `breaking`
FROM `live` AS `t0`;

SELECT
  APPROX_PERCENTILE(`t0`.`amount`, 0.1) AS `q0_0`,
  APPROX_PERCENTILE(`t0`.`amount`, 0.2) AS `q0_1`,
  APPROX_PERCENTILE(`t0`.`amount`, 0.3) AS `q0_2`,
  APPROX_PERCENTILE(`t0`.`amount`, 0.4) AS `q0_3`,
  APPROX_PERCENTILE(`t0`.`amount`, 0.5) AS `q0_4`,
  APPROX_PERCENTILE(`t0`.`amount`, 0.6) AS `q0_5`,
  APPROX_PERCENTILE(`t0`.`amount`, 0.7) AS `q0_6`,
  APPROX_PERCENTILE(`t0`.`amount`, 0.8) AS `q0_7`,
  APPROX_PERCENTILE(`t0`.`amount`, 0.9) AS `q0_8`,
  APPROX_PERCENTILE(CAST(`t0`.`count` AS DOUBLE), 0.1) AS `q1_0`,
  APPROX_PERCENTILE(CAST(`t0`.`count` AS DOUBLE), 0.2) AS `q1_1`,
  APPROX_PERCENTILE(CAST(`t0`.`count` AS DOUBLE), 0.3) AS `q1_2`,
  APPROX_PERCENTILE(CAST(`t0`.`count` AS DOUBLE), 0.4) AS `q1_3`,
  APPROX_PERCENTILE(CAST(`t0`.`count` AS DOUBLE), 0.5) AS `q1_4`,
  APPROX_PERCENTILE(CAST(`t0`.`count` AS DOUBLE), 0.6) AS `q1_5`,
  APPROX_PERCENTILE(CAST(`t0`.`count` AS DOUBLE), 0.7) AS `q1_6`,
  APPROX_PERCENTILE(CAST(`t0`.`count` AS DOUBLE), 0.8) AS `q1_7`,
  APPROX_PERCENTILE(CAST(`t0`.`count` AS DOUBLE), 0.9) AS `q1_8`
FROM `reference` AS `t0`;

SELECT
  COUNT(*) AS `rows`,
  COUNT(`t0`.`amount`) AS `n0`,
  SUM(CAST(`t0`.`amount` <= 0.3010000039637089 AS BIGINT)) AS `b0_0`,
  SUM(CAST(`t0`.`amount` <= 0.5970000079274177 AS BIGINT)) AS `b0_1`,
  SUM(CAST(`t0`.`amount` <= 0.8981111498673756 AS BIGINT)) AS `b0_2`,
  SUM(CAST(`t0`.`amount` <= 1.19700001783669 AS BIGINT)) AS `b0_3`,
  SUM(CAST(`t0`.`amount` <= 1.4962499999999999 AS BIGINT)) AS `b0_4`,
  SUM(CAST(`t0`.`amount` <= 1.79550007134676 AS BIGINT)) AS `b0_5`,
  SUM(CAST(`t0`.`amount` <= 2.0963332945770685 AS BIGINT)) AS `b0_6`,
  SUM(CAST(`t0`.`amount` <= 2.393000031709671 AS BIGINT)) AS `b0_7`,
  SUM(CAST(`t0`.`amount` <= 2.6924999207258224 AS BIGINT)) AS `b0_8`,
  COUNT(CAST(`t0`.`count` AS DOUBLE)) AS `n1`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 3.0 AS BIGINT)) AS `b1_0`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 7.0 AS BIGINT)) AS `b1_1`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 10.750000447034836 AS BIGINT)) AS `b1_2`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 14.500000223517418 AS BIGINT)) AS `b1_3`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 18.25 AS BIGINT)) AS `b1_4`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 22.250001341104507 AS BIGINT)) AS `b1_5`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 26.624999329447746 AS BIGINT)) AS `b1_6`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 30.944444841808743 AS BIGINT)) AS `b1_7`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 35.0 AS BIGINT)) AS `b1_8`
FROM `live` AS `t0`;

SELECT
  COUNT(*) AS `rows`,
  COUNT(`t0`.`amount`) AS `n0`,
  SUM(CAST(`t0`.`amount` <= 0.3010000039637089 AS BIGINT)) AS `b0_0`,
  SUM(CAST(`t0`.`amount` <= 0.5970000079274177 AS BIGINT)) AS `b0_1`,
  SUM(CAST(`t0`.`amount` <= 0.8981111498673756 AS BIGINT)) AS `b0_2`,
  SUM(CAST(`t0`.`amount` <= 1.19700001783669 AS BIGINT)) AS `b0_3`,
  SUM(CAST(`t0`.`amount` <= 1.4962499999999999 AS BIGINT)) AS `b0_4`,
  SUM(CAST(`t0`.`amount` <= 1.79550007134676 AS BIGINT)) AS `b0_5`,
  SUM(CAST(`t0`.`amount` <= 2.0963332945770685 AS BIGINT)) AS `b0_6`,
  SUM(CAST(`t0`.`amount` <= 2.393000031709671 AS BIGINT)) AS `b0_7`,
  SUM(CAST(`t0`.`amount` <= 2.6924999207258224 AS BIGINT)) AS `b0_8`,
  COUNT(CAST(`t0`.`count` AS DOUBLE)) AS `n1`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 3.0 AS BIGINT)) AS `b1_0`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 7.0 AS BIGINT)) AS `b1_1`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 10.750000447034836 AS BIGINT)) AS `b1_2`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 14.500000223517418 AS BIGINT)) AS `b1_3`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 18.25 AS BIGINT)) AS `b1_4`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 22.250001341104507 AS BIGINT)) AS `b1_5`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 26.624999329447746 AS BIGINT)) AS `b1_6`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 30.944444841808743 AS BIGINT)) AS `b1_7`,
  SUM(CAST(CAST(`t0`.`count` AS DOUBLE) <= 35.0 AS BIGINT)) AS `b1_8`
FROM `reference` AS `t0`;

SELECT
  *
FROM (
  SELECT
    `t0`.`who` AS `k`,
    COUNT(*) AS `n`
  FROM `live` AS `t0`
  GROUP BY
    1
) AS `t1`
WHERE
  `t1`.`n` >= 5
LIMIT 10001;

SELECT
  *
FROM (
  SELECT
    `t0`.`who` AS `k`,
    COUNT(*) AS `n`
  FROM `reference` AS `t0`
  GROUP BY
    1
) AS `t1`
WHERE
  `t1`.`n` >= 5
LIMIT 10001;

SELECT
  *
FROM (
  SELECT
    CAST(`t0`.`at` AS DATE) AS `day`,
    COUNT(*) AS `n`
  FROM `live` AS `t0`
  GROUP BY
    1
) AS `t1`
ORDER BY
  `t1`.`day` ASC NULLS LAST
LIMIT 10001;

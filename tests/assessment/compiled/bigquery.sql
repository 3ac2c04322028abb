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
      CAST(UNIX_SECONDS(`t0`.`at`) AS FLOAT64) <= 1772442300.0,
      CAST(UNIX_SECONDS(`t0`.`at`) AS FLOAT64),
      NULL
    )
  ) AS `newest`,
  COUNTIF(CAST(UNIX_SECONDS(`t0`.`at`) AS FLOAT64) > 1772442300.0) AS `ahead`,
  COUNT(`t0`.`at`) - COUNT(CAST(UNIX_SECONDS(`t0`.`at`) AS FLOAT64)) AS `unreadable`
FROM `live` AS `t0`;

SELECT
  APPROX_QUANTILES(`t1`.`lag`, 2 IGNORE NULLS)[1] AS `q0_0`,
  APPROX_QUANTILES(`t1`.`lag`, 20 IGNORE NULLS)[19] AS `q0_1`
FROM (
  SELECT
    ieee_divide(
      CAST(UNIX_SECONDS(`t0`.`loaded`) AS FLOAT64) - CAST(UNIX_SECONDS(`t0`.`at`) AS FLOAT64),
      3600
    ) AS `lag`
  FROM `live` AS `t0`
) AS `t1`;

SELECT
  MAX(
    IF(
      CAST(UNIX_SECONDS(SAFE_CAST(`t0`.`said` AS TIMESTAMP)) AS FLOAT64) <= 1772442300.0,
      CAST(UNIX_SECONDS(SAFE_CAST(`t0`.`said` AS TIMESTAMP)) AS FLOAT64),
      NULL
    )
  ) AS `newest`,
  COUNTIF(
    CAST(UNIX_SECONDS(SAFE_CAST(`t0`.`said` AS TIMESTAMP)) AS FLOAT64) > 1772442300.0
  ) AS `ahead`,
  COUNT(`t0`.`said`) - COUNT(CAST(UNIX_SECONDS(SAFE_CAST(`t0`.`said` AS TIMESTAMP)) AS FLOAT64)) AS `unreadable`
FROM `live` AS `t0`;

SELECT
  APPROX_QUANTILES(`t1`.`lag`, 2 IGNORE NULLS)[1] AS `q0_0`,
  APPROX_QUANTILES(`t1`.`lag`, 20 IGNORE NULLS)[19] AS `q0_1`
FROM (
  SELECT
    ieee_divide(
      CAST(UNIX_SECONDS(`t0`.`loaded`) AS FLOAT64) - CAST(UNIX_SECONDS(SAFE_CAST(`t0`.`said` AS TIMESTAMP)) AS FLOAT64),
      3600
    ) AS `lag`
  FROM `live` AS `t0`
) AS `t1`;

SELECT
  COUNTIF(
    (
      `t0`.`amount` IS NOT NULL
    )
    AND NOT (
      COALESCE(`t0`.`amount` >= -1.0, FALSE)
    )
  ) AS `rule0`,
  COUNT(`t0`.`count`) - COUNT(DISTINCT `t0`.`count`) AS `rule1`,
  COUNTIF(`t0`.`who` IS NULL) AS `rule2`,
  COUNTIF(
    (
      `t0`.`text` IS NOT NULL
    )
    AND NOT (
      COALESCE(SAFE_CAST(`t0`.`text` AS FLOAT64) <= 20.0, FALSE)
    )
  ) AS `rule3`,
  COUNTIF((
    `t0`.`who` IS NOT NULL
  ) AND NOT (
    `t0`.`who` IN ('ann', 'bob', '"')
  )) AS `rule4`,
  COUNTIF(
    (
      (
        `t0`.`amount` IS NOT NULL
      )
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
        COALESCE(SAFE_CAST(`t0`.`text` AS FLOAT64) <= 20.0, FALSE)
      )
    )
    OR (
      (
        `t0`.`who` IS NOT NULL
      ) AND NOT (
        `t0`.`who` IN ('ann', 'bob', '"')
      )
    )
  ) AS `breaking`
FROM `live` AS `t0`;

SELECT
  APPROX_QUANTILES(`t0`.`amount`, 10 IGNORE NULLS)[1] AS `q0_0`,
  APPROX_QUANTILES(`t0`.`amount`, 5 IGNORE NULLS)[1] AS `q0_1`,
  APPROX_QUANTILES(`t0`.`amount`, 10 IGNORE NULLS)[3] AS `q0_2`,
  APPROX_QUANTILES(`t0`.`amount`, 5 IGNORE NULLS)[2] AS `q0_3`,
  APPROX_QUANTILES(`t0`.`amount`, 2 IGNORE NULLS)[1] AS `q0_4`,
  APPROX_QUANTILES(`t0`.`amount`, 5 IGNORE NULLS)[3] AS `q0_5`,
  APPROX_QUANTILES(`t0`.`amount`, 10 IGNORE NULLS)[7] AS `q0_6`,
  APPROX_QUANTILES(`t0`.`amount`, 5 IGNORE NULLS)[4] AS `q0_7`,
  APPROX_QUANTILES(`t0`.`amount`, 10 IGNORE NULLS)[9] AS `q0_8`,
  APPROX_QUANTILES(CAST(`t0`.`count` AS FLOAT64), 10 IGNORE NULLS)[1] AS `q1_0`,
  APPROX_QUANTILES(CAST(`t0`.`count` AS FLOAT64), 5 IGNORE NULLS)[1] AS `q1_1`,
  APPROX_QUANTILES(CAST(`t0`.`count` AS FLOAT64), 10 IGNORE NULLS)[3] AS `q1_2`,
  APPROX_QUANTILES(CAST(`t0`.`count` AS FLOAT64), 5 IGNORE NULLS)[2] AS `q1_3`,
  APPROX_QUANTILES(CAST(`t0`.`count` AS FLOAT64), 2 IGNORE NULLS)[1] AS `q1_4`,
  APPROX_QUANTILES(CAST(`t0`.`count` AS FLOAT64), 5 IGNORE NULLS)[3] AS `q1_5`,
  APPROX_QUANTILES(CAST(`t0`.`count` AS FLOAT64), 10 IGNORE NULLS)[7] AS `q1_6`,
  APPROX_QUANTILES(CAST(`t0`.`count` AS FLOAT64), 5 IGNORE NULLS)[4] AS `q1_7`,
  APPROX_QUANTILES(CAST(`t0`.`count` AS FLOAT64), 10 IGNORE NULLS)[9] AS `q1_8`
FROM `reference` AS `t0`;

SELECT
  COUNT(*) AS `rows`,
  COUNT(`t0`.`amount`) AS `n0`,
  COUNTIF(`t0`.`amount` <= 0.3010000039637089) AS `b0_0`,
  COUNTIF(`t0`.`amount` <= 0.5970000079274177) AS `b0_1`,
  COUNTIF(`t0`.`amount` <= 0.8981111498673756) AS `b0_2`,
  COUNTIF(`t0`.`amount` <= 1.19700001783669) AS `b0_3`,
  COUNTIF(`t0`.`amount` <= 1.4962499999999999) AS `b0_4`,
  COUNTIF(`t0`.`amount` <= 1.79550007134676) AS `b0_5`,
  COUNTIF(`t0`.`amount` <= 2.0963332945770685) AS `b0_6`,
  COUNTIF(`t0`.`amount` <= 2.393000031709671) AS `b0_7`,
  COUNTIF(`t0`.`amount` <= 2.6924999207258224) AS `b0_8`,
  COUNT(CAST(`t0`.`count` AS FLOAT64)) AS `n1`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 3.0) AS `b1_0`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 7.0) AS `b1_1`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 10.750000447034836) AS `b1_2`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 14.500000223517418) AS `b1_3`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 18.25) AS `b1_4`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 22.250001341104507) AS `b1_5`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 26.624999329447746) AS `b1_6`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 30.944444841808743) AS `b1_7`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 35.0) AS `b1_8`
FROM `live` AS `t0`;

SELECT
  COUNT(*) AS `rows`,
  COUNT(`t0`.`amount`) AS `n0`,
  COUNTIF(`t0`.`amount` <= 0.3010000039637089) AS `b0_0`,
  COUNTIF(`t0`.`amount` <= 0.5970000079274177) AS `b0_1`,
  COUNTIF(`t0`.`amount` <= 0.8981111498673756) AS `b0_2`,
  COUNTIF(`t0`.`amount` <= 1.19700001783669) AS `b0_3`,
  COUNTIF(`t0`.`amount` <= 1.4962499999999999) AS `b0_4`,
  COUNTIF(`t0`.`amount` <= 1.79550007134676) AS `b0_5`,
  COUNTIF(`t0`.`amount` <= 2.0963332945770685) AS `b0_6`,
  COUNTIF(`t0`.`amount` <= 2.393000031709671) AS `b0_7`,
  COUNTIF(`t0`.`amount` <= 2.6924999207258224) AS `b0_8`,
  COUNT(CAST(`t0`.`count` AS FLOAT64)) AS `n1`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 3.0) AS `b1_0`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 7.0) AS `b1_1`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 10.750000447034836) AS `b1_2`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 14.500000223517418) AS `b1_3`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 18.25) AS `b1_4`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 22.250001341104507) AS `b1_5`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 26.624999329447746) AS `b1_6`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 30.944444841808743) AS `b1_7`,
  COUNTIF(CAST(`t0`.`count` AS FLOAT64) <= 35.0) AS `b1_8`
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
    DATE(`t0`.`at`) AS `day`,
    COUNT(*) AS `n`
  FROM `live` AS `t0`
  GROUP BY
    1
) AS `t1`
ORDER BY
  `t1`.`day` ASC NULLS LAST
LIMIT 10001;

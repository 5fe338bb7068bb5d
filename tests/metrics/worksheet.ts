/**
 * Ten incidents of the first quarter of 2026, in UTC, and what was measured of each, by hand. The last is open on 1 April,
 * 00:00. `?` stands for what nobody wrote down, `>` for what is known to be longer. Nothing here is computed.
 */
export const INCIDENTS = `
| #  | severity | hits                 | cause    | by     | started        | detected       | acknowledged   | identified     | mitigated      | resolved       | first update   |
| -- | -------- | -------------------- | -------- | ------ | -------------- | -------------- | -------------- | -------------- | -------------- | -------------- | -------------- |
| 1  | sev2     | api partial          | release  | alert  | 01-05 10:00:00 | 01-05 10:05:30 | 01-05 10:07:00 | 01-05 10:20:30 | 01-05 10:50:30 | 01-05 11:05:30 | 01-05 10:10:30 |
| 2  | sev3     | api degraded         | capacity | person | 01-10 22:00:00 | 01-10 22:30:00 | 01-10 22:45:00 | ?              | ?              | 01-10 23:30:00 | 01-10 22:40:00 |
| 3  | sev2     | web major            | release  | alert  | 01-14 09:00:00 | 01-14 09:01:00 | 01-14 09:02:00 | 01-14 09:11:00 | 01-14 09:16:00 | 01-14 09:31:00 | 01-14 09:06:00 |
| 4  | sev3     | api degraded         | ?        | alert  | 01-20 16:59:59 | 01-20 17:00:00 | ?              | ?              | ?              | 01-20 17:20:00 | 01-20 17:05:00 |
| 5  | sev1     | api major, web major | network  | alert  | 02-01 03:00:00 | 02-01 03:02:00 | 02-01 03:10:00 | 02-01 04:02:00 | 02-01 05:02:00 | 02-01 09:02:00 | 02-01 03:20:00 |
| 6  | sev3     | web degraded         | release  | person | ?              | 02-12 12:00:00 | 02-12 12:30:00 | 02-12 13:00:00 | ?              | 02-12 14:00:00 | 02-12 12:10:00 |
| 7  | sev3     | api partial          | capacity | alert  | 02-20 17:00:00 | 02-20 17:10:00 | 02-20 17:15:00 | 02-20 17:40:00 | 02-20 18:10:00 | 02-20 18:40:00 | 02-20 17:20:00 |
| 8  | sev2     | web partial          | release  | person | 03-14 12:00:00 | 03-14 12:03:00 | 03-14 12:06:00 | 03-14 12:33:00 | 03-14 12:48:00 | 03-14 15:03:00 | 03-14 12:13:00 |
| 9  | sev3     | nothing              | ?        | person | 03-23 08:00:00 | 03-23 08:00:00 | 03-23 08:20:00 | ?              | ?              | 03-23 08:45:00 | 03-23 08:30:00 |
| 10 | sev2     | api partial          | dns      | alert  | 03-31 23:00:00 | 03-31 23:10:00 | 03-31 23:12:00 | open           | open           | open           | 03-31 23:15:00 |
`;

export const MEASURED = `
| #  | detect  | acknowledge | identify | mitigate | resolve | felt    | first update |
| -- | ------- | ----------- | -------- | -------- | ------- | ------- | ------------ |
| 1  | 0:05:30 | 0:01:30     | 0:15:00  | 0:45:00  | 1:00:00 | 1:05:30 | 0:05:00      |
| 2  | 0:30:00 | 0:15:00     | ?        | ?        | 1:00:00 | 1:30:00 | 0:10:00      |
| 3  | 0:01:00 | 0:01:00     | 0:10:00  | 0:15:00  | 0:30:00 | 0:31:00 | 0:05:00      |
| 4  | 0:00:01 | ?           | ?        | ?        | 0:20:00 | 0:20:01 | 0:05:00      |
| 5  | 0:02:00 | 0:08:00     | 1:00:00  | 2:00:00  | 6:00:00 | 6:02:00 | 0:18:00      |
| 6  | ?       | 0:30:00     | 1:00:00  | ?        | 2:00:00 | ?       | 0:10:00      |
| 7  | 0:10:00 | 0:05:00     | 0:30:00  | 1:00:00  | 1:30:00 | 1:40:00 | 0:10:00      |
| 8  | 0:03:00 | 0:03:00     | 0:30:00  | 0:45:00  | 3:00:00 | 3:03:00 | 0:10:00      |
| 9  | 0:00:00 | 0:20:00     | ?        | ?        | 0:45:00 | 0:45:00 | 0:30:00      |
| 10 | 0:10:00 | 0:02:00     | >0:50:00 | >0:50:00 | >0:50:00| >1:00:00| 0:05:00      |
`;

/**
 * Over all ten. Example, resolve: in order 0:20 0:30 0:45 (0:50 open) 1:00 1:00 1:30 2:00 3:00 6:00. Longer than 0:45 are 7/10;
 * of the 6 left after the open one, 2 end at 1:00, so 7/10 × 4/6 = 0.47 are longer: the median is 1:00. Of ten values the
 * median lies between the second and the ninth with 98 %; between the third and the eighth with only 89 %.
 */
export const SUMMARIES = `
| measure      | n  | open | left out | median  | from    | to      | quarter | three quarters | p90     | mean       | shortest | longest |
| ------------ | -- | ---- | -------- | ------- | ------- | ------- | ------- | -------------- | ------- | ---------- | -------- | ------- |
| detect       | 9  | 0    | 1        | 0:03:00 | 0:00:01 | 0:10:00 | 0:01:00 | 0:10:00        | 0:30:00 | 3691/9 s   | 0:00:00  | 0:30:00 |
| acknowledge  | 9  | 0    | 1        | 0:05:00 | 0:01:30 | 0:20:00 | 0:02:00 | 0:15:00        | 0:30:00 | 5130/9 s   | 0:01:00  | 0:30:00 |
| identify     | 6  | 1    | 3        | 0:30:00 | 0:10:00 | no end  | 0:15:00 | 1:00:00        | 1:00:00 | 12300/6 s  | 0:10:00  | 1:00:00 |
| mitigate     | 5  | 1    | 4        | 0:52:30 | 0:15:00 | no end  | 0:45:00 | 1:00:00        | 2:00:00 | 17100/5 s  | 0:15:00  | 2:00:00 |
| resolve      | 9  | 1    | 0        | 1:00:00 | 0:30:00 | 6:00:00 | 0:45:00 | 2:00:00        | 6:00:00 | 57900/9 s  | 0:20:00  | 6:00:00 |
| felt         | 8  | 1    | 1        | 1:30:00 | 0:31:00 | 6:02:00 | 0:45:00 | 3:03:00        | 6:02:00 | 53791/8 s  | 0:20:01  | 6:02:00 |
| first update | 10 | 0    | 0        | 0:10:00 | 0:05:00 | 0:18:00 | 0:05:00 | 0:10:00        | 0:18:00 | 6480/10 s  | 0:05:00  | 0:30:00 |
`;

/** Time to recover of some of them. `few` where fewer than five are over. */
export const GROUPS = `
| group             | incidents     | n | open | median  | p90     | mean       |
| ----------------- | ------------- | - | ---- | ------- | ------- | ---------- |
| severity sev1     | 5             | 1 | 0    | few     | few     | few        |
| severity sev2     | 1 3 8 10      | 3 | 1    | few     | few     | few        |
| severity sev3     | 2 4 6 7 9     | 5 | 0    | 1:00:00 | 2:00:00 | 20100/5 s  |
| component api     | 1 2 4 5 7 10  | 5 | 1    | 1:00:00 | 6:00:00 | 35400/5 s  |
| component web     | 3 5 6 8       | 4 | 0    | few     | few     | few        |
| kind availability | all           | 9 | 1    | 1:00:00 | 6:00:00 | 57900/9 s  |
| cause release     | 1 3 6 8       | 4 | 0    | few     | few     | few        |
| month 2026-01     | 1 2 3 4       | 4 | 0    | few     | few     | few        |
| quarter 2026-q1   | all           | 9 | 1    | 1:00:00 | 6:00:00 | 57900/9 s  |
`;

/**
 * 90 days = 7,776,000 s. Failed: api 3930 (1) + 5400 (2) + 1201 (4) + 21720 (5) + 6000 (7) + 3600 (10) = 41,851 s;
 * web 1860 (3) + 21720 (5) + 7200 (6) + 10980 (8) = 41,760 s, and two hours of maintenance; the site as a whole
 * 3930 + 5400 + 1860 + 1201 + 21720 + 7200 + 6000 + 10980 + 3600 = 61,891 s. The ninth hit nothing and is no failure.
 */
export const RELIABILITY = `
| of   | failures | operating   | MTBF        |
| ---- | -------- | ----------- | ----------- |
| api  | 6        | 7734149 s   | 7734149/6 s |
| web  | 4        | 7727040 s   | few         |
| site | 9        | 7714109 s   | 7714109/9 s |
`;

/**
 * Down time, partial × 0.3: api 1179 (1) + 21720 (5) + 1800 (7) + 1080 (10) = 25,779 s of 7,776,000;
 * web 1860 (3) + 21720 (5) + 3294 (8) = 26,874 s of 7,776,000 − 7,200 of maintenance.
 */
export const UPTIME = `
| of   | down     | counted    | uptime |
| ---- | -------- | ---------- | ------ |
| api  | 25779 s  | 7776000 s  | 99.66  |
| web  | 26874 s  | 7768800 s  | 99.65  |
| site | 52653 s  | 15544800 s | 99.66  |
`;

/** What each row of a table holds, by the names in its head. */
export function rowsOf(table: string): Record<string, string>[] {
  const [head = [], , ...rows] = table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}

/** Milliseconds of `1:05:30`, `3691/9 s` or `1179 s`. */
export function ms(text: string): number {
  const fraction = /^(\d+)(?:\/(\d+))? s$/.exec(text);
  if (fraction) return (Number(fraction[1]) * 1000) / Number(fraction[2] ?? 1);
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

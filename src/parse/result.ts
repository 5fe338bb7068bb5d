import type { Problem } from '../problems/problem.ts';

/** Either a value or the reasons why there is none. */
export type Result<Value> = { value: Value; problems?: undefined } | { value?: undefined; problems: Problem[] };

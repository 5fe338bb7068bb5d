import { z } from 'zod';

/** A log says everything in its entries; it has no fields. */
export const logSchema = z.strictObject({});

export type LogData = z.output<typeof logSchema>;

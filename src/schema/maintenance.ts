import { z } from 'zod';
import { id, instant, internal, line, link, visibility } from './fields.ts';

export const maintenanceSchema = z.strictObject({
  /** What will be done, as a person affected would say it. */
  title: line,
  /** When work begins. */
  start: instant,
  /** When work is over. Updates may end it earlier. */
  end: instant,
  /** Ids of the components worked on. */
  components: z.array(id).min(1, 'names no component'),
  links: z.array(z.strictObject({ label: line, url: link })).default([]),
  visibility,
  /** Who does the work. */
  owner: internal(line.optional()),
  /** Marks of comments that have become part of it, so that none does twice. */
  comments: internal(z.array(line).optional()),
  /** The change request or tracking issue. */
  tracking: internal(link.optional()),
});

export type MaintenanceInput = z.input<typeof maintenanceSchema>;
export type MaintenanceData = z.output<typeof maintenanceSchema>;

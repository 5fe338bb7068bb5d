import { duration } from './format.ts';
import { type LayoutView, layoutView } from './layout.ts';
import type { ViewContext } from './view-context.ts';

export interface SeveritiesView {
  layout: LayoutView;
  severities: {
    id: string;
    name: string;
    summary: string;
    /** Markdown. */
    body: string;
    examples: string[];
    promises: { label: string; value: string }[];
    roles: string[];
  }[];
}

export function severitiesView(context: ViewContext): SeveritiesView {
  return {
    layout: layoutView(context, {
      title: 'Severity levels',
      description: 'What each severity means, how fast we react and how often we report.',
      path: context.to.severities,
    }),
    severities: context.snapshot.severities.map((severity) => ({
      id: severity.id,
      name: severity.name,
      summary: severity.summary,
      body: severity.body,
      examples: severity.examples,
      promises: [
        ...(severity.response
          ? [
              {
                label: 'Somebody works on it within',
                value: duration(severity.response),
              },
            ]
          : []),
        ...(severity.cadence
          ? [
              {
                label: 'You hear from us at least every',
                value: duration(severity.cadence),
              },
            ]
          : []),
        ...(severity.resolution
          ? [
              {
                label: 'We aim to have it over within',
                value: duration(severity.resolution),
              },
            ]
          : []),
        {
          label: 'Post-mortem',
          value: severity.postmortem
            ? `within ${severity.postmortem} business days`
            : 'only where there is something to learn',
        },
      ],
      roles: severity.roles,
    })),
  };
}

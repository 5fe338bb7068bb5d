/** Files of the same name stand beside everything that can be followed. */
export type Following = 'feed.xml' | 'atom.xml' | 'feed.json' | 'calendar.ics' | `atom-archive-${number}.xml`;

/** Where everything is. `base` is the path the site is served under, such as `/status`, or nothing. */
export function addresses(base: string) {
  const root = base.replace(/\/+$/, '');
  return {
    root,
    home: `${root}/`,
    incident: (id: string) => `${root}/incidents/${id}/`,
    maintenance: (id: string) => `${root}/maintenance/${id}/`,
    component: (id: string) => `${root}/components/${id}/`,
    history: `${root}/history/`,
    year: (year: string) => `${root}/history/#y${year}`,
    month: (month: string) => `${root}/history/${month.replace('-', '/')}/`,
    day: (day: string) => `${root}/history/${day.slice(0, 7).replace('-', '/')}/#d${day}`,
    severities: `${root}/severities/`,
    severity: (id: string) => `${root}/severities/#${id}`,
    measure: `${root}/how-we-measure/`,
    definition: (id: string) => `${root}/how-we-measure/#${id}`,
    metrics: `${root}/metrics/`,
    yearMetrics: (year: string) => `${root}/metrics/${year}/`,
    componentMetrics: (id: string) => `${root}/components/${id}/metrics/`,
    reports: `${root}/reports/`,
    report: (period: string) => `${root}/reports/${period}/`,
    postmortems: `${root}/postmortems/`,
    actions: `${root}/actions/`,
    postmortem: (id: string) => `${root}/postmortems/${id}/`,
    postmortemTag: (tag: string) => `${root}/postmortems/tags/${tag}/`,
    runbooks: `${root}/runbooks/`,
    runbook: (id: string) => `${root}/runbooks/${id}/`,
    subscribe: `${root}/subscribe/`,
    apiPage: `${root}/api/`,
    ledgerJson: `${root}/uptime/ledger.json`,
    ledgerCsv: `${root}/uptime/ledger.csv`,
    /** What follows a topic: `components/api` and `feed.xml`. The whole site is the empty topic. */
    follow: (topic: string, file: Following) => `${root}/${topic === '' ? '' : `${topic}/`}${file}`,
    /** A file by its path in the site. */
    file: (path: string) => `${root}/${path}`,
  };
}

export type Addresses = ReturnType<typeof addresses>;

/** Where each page is. `base` is the path the site is served under, such as `/status`, or nothing. */
export function addresses(base: string) {
  const root = base.replace(/\/+$/, '');
  return {
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
    postmortems: `${root}/postmortems/`,
    postmortem: (id: string) => `${root}/postmortems/${id}/`,
    ledgerJson: `${root}/uptime/ledger.json`,
    ledgerCsv: `${root}/uptime/ledger.csv`,
  };
}

export type Addresses = ReturnType<typeof addresses>;

/** Elements that may stand in content; every other is taken out wherever it is shown. */
export const SHOWN_ELEMENTS: readonly string[] = [
  'p br hr blockquote pre code ul ol li strong em del s sub sup kbd mark a img',
  'table thead tbody tr th td h3 h4 h5 h6 details summary dl dt dd abbr',
].flatMap((names) => names.split(' '));

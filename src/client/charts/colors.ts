/** Colours as the page's style sheet gives them at the moment. */
export interface Colors {
  series: string[];
  text: string;
  soft: string;
  line: string;
  background: string;
}

const NAMES = ['--series-0', '--series-1', '--series-2', '--series-3'];

export function colorsOf(plot: HTMLElement): Colors {
  // A colour written with light-dark() is only decided where it is used.
  const probe = document.createElement('i');
  plot.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    series: NAMES.map(read),
    text: read('--text'),
    soft: read('--soft'),
    line: read('--line'),
    background: read('--bg'),
  };
  probe.remove();
  return colors;
}

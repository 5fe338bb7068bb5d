import type { Chart } from 'chart.js';
import type { Colors } from './colors.ts';
import type { Settings } from './table.ts';

/** Draws what was promised as lines with their names. */
export function targetLines({ lines }: Settings, colors: Colors) {
  return {
    id: 'targets',
    beforeDatasetsDraw({ ctx, chartArea, scales }: Chart) {
      ctx.save();
      ctx.strokeStyle = colors.soft;
      ctx.setLineDash([2, 3]);
      ctx.font = '12px system-ui, sans-serif';
      ctx.textAlign = 'right';
      ctx.textBaseline = 'bottom';
      for (const { name, value } of lines) {
        const y = scales['y']?.getPixelForValue(value) ?? 0;
        if (y < chartArea.top || y > chartArea.bottom) continue;
        ctx.beginPath();
        ctx.moveTo(chartArea.left, y);
        ctx.lineTo(chartArea.right, y);
        ctx.stroke();
        const width = ctx.measureText(name).width + 8;
        ctx.fillStyle = colors.background;
        ctx.fillRect(chartArea.right - width, y - 18, width, 16);
        ctx.fillStyle = colors.soft;
        ctx.fillText(name, chartArea.right - 4, y - 3);
      }
      ctx.restore();
    },
  };
}

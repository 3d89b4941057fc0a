// A list of bars, each with its number behind it, and perhaps a word.
charts.kinds.bars = (option, chart) => {
  const bars = option.series[0];
  const word = (p) => (p.data.note ? ` · ${p.data.note}` : "");
  charts.rows(option, chart, bars.data.some((bar) => bar.note) ? 128 : 64);
  bars.label = { ...charts.text, show: true, position: "right", formatter: (p) => chart.number(p.value) + word(p) };
  option.tooltip.formatter = (p) => `${charts.wrap(p.name)}\n${chart.number(p.value)}${chart.unit}${word(p)}`;
};

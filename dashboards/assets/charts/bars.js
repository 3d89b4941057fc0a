// A list of bars, each with its number behind it.
charts.kinds.bars = (option, chart) => {
  charts.rows(option, chart, 64);
  option.series[0].label = { ...charts.text, show: true, position: "right", formatter: (p) => chart.number(p.value) };
  option.tooltip.formatter = (p) => `${charts.wrap(p.name)}\n${chart.number(p.value)}${chart.unit}`;
};

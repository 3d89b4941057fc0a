// From one level to another, step by step: what was lost, what was gained, and hatched
// what only waits for a figure.
charts.kinds.waterfall = (option, chart) => {
  charts.rows(option, chart, 64);
  const [under, level, lost, silent, gained] = option.series;
  option.xAxis[0].max = "dataMax";
  under.silent = true;
  under.tooltip = { show: false };
  [[level, ""], [lost, "−"], [silent, "−"], [gained, "+"]].forEach(([series, sign]) => {
    series.label = {
      ...charts.text, show: true, position: "right", fontWeight: sign ? 400 : 600,
      formatter: (p) => (p.value == null ? "" : sign + chart.number(p.value)),
    };
    series.tooltip = { formatter: (p) => `${charts.wrap(p.name)}\n${p.seriesName}: ${sign}${chart.number(p.value)}` };
  });
  silent.itemStyle = { ...silent.itemStyle, decal: charts.hatching };
};

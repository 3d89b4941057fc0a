// A dot a unit on the row of its peer group, over lines at values that matter.
charts.kinds.strip = (option, chart) => {
  charts.rows(option, chart, 44);
  const marks = option.series[0].markLine;
  const heights = Math.min(marks?.data.length ?? 1, chart.narrow ? 3 : 2);
  charts.lines(marks, heights);
  option.grid.top = 12 + 14 * heights;
  option.grid.bottom = 26;
  option.xAxis[0] = charts.scale(option.xAxis[0], chart);
  option.yAxis[0].splitLine = { show: true, lineStyle: { color: charts.paint("line") } };
  option.tooltip.formatter = (p) => (p.componentType === "series" ? `${charts.wrap(p.name)}\n${chart.number(p.value[0])}${chart.unit}` : "");
};

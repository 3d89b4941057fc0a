// The same lines for each of several, side by side on one scale.
charts.kinds.panels = (option, chart) => {
  const columns = chart.width < 480 ? 2 : chart.width < 800 ? 3 : 4;
  const rows = Math.ceil(option.grid.length / columns);
  const side = chart.narrow ? 30 : 36;
  option.grid = option.grid.map((_, n) => {
    const column = n % columns, row = Math.floor(n / columns);
    return {
      left: (chart.width / columns) * column + side, width: chart.width / columns - side - 34,
      top: `${(row * 100 + 30) / rows}%`, height: `${50 / rows}%`, outerBoundsMode: "none",
    };
  });
  const last = option.xAxis[0].data.length - 1;
  option.xAxis = option.xAxis.map((axis) => ({
    ...charts.steps(axis), boundaryGap: false,
    axisLabel: { ...charts.quiet, fontSize: 10, interval: (n) => n === 0 || n === last, alignMinLabel: "left", alignMaxLabel: "right" },
  }));
  option.yAxis = option.yAxis.map((axis) => ({
    ...charts.along(axis, chart), nameLocation: "end", nameGap: 14, interval: (axis.max - axis.min) / 2,
    axisLabel: { ...charts.quiet, fontSize: 10, formatter: (n) => chart.number(n, 0) },
    nameTextStyle: { ...charts.text, fontSize: 11, fontWeight: 600, align: "left", padding: [0, 0, 0, 4 - side], width: chart.width / columns - 12, overflow: "truncate" },
  }));
  option.series.forEach((series, n) => {
    series.silent = n % 2 === 0; // what stands beside, as context
    series.showSymbol = n % 2 === 1;
    if (n % 2 === 1) series.endLabel = { ...charts.text, fontSize: 11, show: true, fontWeight: 600, formatter: (p) => chart.number(p.value, 0) };
  });
  option.tooltip.formatter = (p) => `${charts.wrap(p.seriesName)}\n${p.name}: ${chart.number(p.value)}${chart.unit}`;
};

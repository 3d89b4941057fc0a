// Lines over periods, named at their end; a period without data is a gap.
charts.kinds.lines = (option, chart) => {
  const alone = option.series.length === 1;
  option.grid = { left: 40, right: alone ? 60 : 130, top: 14, bottom: 26, outerBoundsMode: "none" };
  option.xAxis[0] = { ...charts.steps(option.xAxis[0]), boundaryGap: option.series.some((series) => series.data.some((point) => point?.label)) };
  option.yAxis[0] = charts.along(option.yAxis[0], chart);
  for (const series of option.series) {
    series.endLabel = { ...charts.text, show: true, color: series.itemStyle.color, fontWeight: 600, formatter: (p) => `${alone ? "" : p.seriesName + " "}${chart.number(p.value)}${chart.unit}` };
    series.labelLayout = { moveOverlap: "shiftY" };
    for (const point of series.data) {
      if (point?.label) point.label = { ...charts.quiet, ...point.label, textBorderColor: charts.paint("paper"), textBorderWidth: 3 };
    }
  }
  option.tooltip = {
    ...option.tooltip, trigger: "axis",
    formatter: (points) => [points[0].axisValueLabel, ...points.filter((p) => p.value != null).map((p) => `${p.seriesName}: ${chart.number(p.value)}${chart.unit}`)].join("\n"),
  };
};

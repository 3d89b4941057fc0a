// What each measured value earns.
charts.kinds.curve = (option, chart) => {
  const [line] = option.series;
  charts.lines(line.markLine);
  option.grid = { left: 40, right: 48, top: 12, bottom: line.markLine ? 48 : 30, outerBoundsMode: "none" };
  option.xAxis[0] = { ...charts.scale(option.xAxis[0], chart), max: "dataMax" };
  option.yAxis[0] = { ...charts.along(option.yAxis[0], chart), splitNumber: 2 };
  line.areaStyle = { color: charts.paint("blue-pale"), opacity: 0.6 };
  if (line.markLine) for (const mark of line.markLine.data) mark.label = { ...mark.label, position: "start", distance: 22 };
  option.tooltip = {
    ...option.tooltip, trigger: "axis",
    formatter: (points) => `${chart.number(points[0].value[0])}${chart.unit} → ${chart.number(points[0].value[1])}${chart.unit}`,
  };
};

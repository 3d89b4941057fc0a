// Ranks over periods, the first on top. Courses with a name are written at their end;
// the others are context and take no pointer.
charts.kinds.bump = (option, chart) => {
  const named = option.series.filter((series) => series.name);
  const longest = Math.max(0, ...named.map((series) => series.name.length));
  const room = Math.max(34, Math.round(Math.min(longest * 7 + 16, chart.width * (chart.narrow ? 0.44 : 0.28))));
  const marks = option.series[0]?.markLine;
  const first = option.xAxis[0].data?.[0] ?? ""; // stands under the middle of its mark
  const grid = { left: Math.max(34, Math.ceil(first.length * 3.3) + 2), right: room + 10, top: marks ? 34 : 12, bottom: 26, outerBoundsMode: "none" };
  const y = option.yAxis[0];
  option.grid = grid;
  option.xAxis[0] = { ...charts.steps(option.xAxis[0]), boundaryGap: false, splitLine: { show: true, lineStyle: { color: charts.paint("line") } } };
  option.yAxis[0] = { ...charts.along(y, chart), splitLine: { show: false }, interval: Math.max(1, Math.ceil((y.max - 1) / 6)) };
  option.yAxis[0].axisLabel.showMaxLabel = false;

  // Names at neighbouring ranks are moved apart, from the top down and, where that
  // leads out of the drawing, back up.
  const height = chart.height - grid.top - grid.bottom;
  const ends = named
    .map((series) => ({ series, rank: series.data.at(-1)?.value }))
    .filter((end) => end.rank != null)
    .map((end) => ({ ...end, at: ((end.rank - 1) / Math.max(y.max - 1, 1)) * height }))
    .sort((a, b) => a.at - b.at);
  const line = 15;
  ends.forEach((end, n) => { end.to = Math.max(end.at, n ? ends[n - 1].to + line : -6); });
  for (let n = ends.length - 1, least = height + 8; n >= 0 && ends[n].to > least; n--) {
    ends[n].to = least;
    least -= line;
  }
  for (const { series, at, to } of ends) {
    series.endLabel = {
      ...charts.text, show: true, distance: 8, offset: [0, to - at], width: room - 8, overflow: "truncate",
      color: series.lineStyle.color, formatter: (p) => p.seriesName,
    };
  }
  for (const series of option.series) {
    series.silent = !series.name;
    series.z = series.name ? 3 : 1;
  }
  if (marks) {
    charts.lines(marks);
    marks.data.forEach((mark) => { mark.label = { ...mark.label, distance: 12 }; });
  }
  option.tooltip = { ...option.tooltip, trigger: "item", formatter: (p) => `${charts.wrap(p.seriesName)}\n${p.name}: ${chart.number(p.value, 0)}` };
};

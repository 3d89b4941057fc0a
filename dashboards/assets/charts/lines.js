// Lines over periods, named at their end; a period without data is a gap.
charts.kinds.lines = (option, chart) => {
  // The name of a line takes so many pixels, and the grid leaves so many beside it.
  const name = 16, beside = 40;

  // evenly ends an axis that has an end at a mark, and begins it at one.
  function evenly(axis, values) {
    axis.min = Math.max(0, Math.min(Math.floor(Math.min(...values) / 10) * 10, axis.max - 20));
    const span = axis.max - axis.min;
    axis.interval = [5, 10, 20, 25, 50].find((step) => span % step === 0 && span / step <= 4) ?? span / 2;
  }

  // ends says how far to move the names of two lines that end close to each other.
  function ends(option, chart) {
    const values = option.series.flatMap((series) => series.data.map((point) => point?.value)).filter((value) => value != null);
    const axis = option.yAxis[0];
    if (axis.max == null || values.length === 0) return [];
    evenly(axis, values);
    const last = option.series.map((series) => series.data.at(-1)?.value);
    if (last.length !== 2 || last.includes(undefined) || last.includes(null)) return [];
    const between = Math.abs(last[0] - last[1]) / (axis.max - axis.min) * (chart.height - beside);
    const move = Math.max(0, name - between) / 2;
    return last[0] >= last[1] ? [-move, move] : [move, -move];
  }

  const alone = option.series.length === 1;
  option.grid = { left: 40, right: alone ? 60 : 130, top: 14, bottom: 26, outerBoundsMode: "none" };
  option.xAxis[0] = { ...charts.steps(option.xAxis[0]), boundaryGap: option.series.some((series) => series.data.some((point) => point?.label)) };
  option.yAxis[0] = charts.along(option.yAxis[0], chart);
  const apart = ends(option, chart);
  for (const [n, series] of option.series.entries()) {
    series.endLabel = { ...charts.text, offset: [0, apart[n] ?? 0], show: true, color: series.itemStyle.color, fontWeight: 600, formatter: (p) => `${alone ? "" : p.seriesName + " "}${chart.number(p.value)}${chart.unit}` };
    for (const point of series.data) {
      if (point?.label) point.label = { ...charts.quiet, ...point.label, textBorderColor: charts.paint("paper"), textBorderWidth: 3 };
    }
  }
  option.tooltip = {
    ...option.tooltip, trigger: "axis",
    formatter: (points) => [points[0].axisValueLabel, ...points.filter((p) => p.value != null).map((p) => `${p.seriesName}: ${chart.number(p.value)}${chart.unit}`)].join("\n"),
  };
};

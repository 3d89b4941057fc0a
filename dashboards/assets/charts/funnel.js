// Ratios by their number of cases, between the limits of chance. The server gives a
// point as ratio and cases; here cases run to the right.
charts.kinds.funnel = (option, chart) => {
  const [dots, ...bounds] = option.series;
  option.grid = { left: 46, right: chart.narrow ? 14 : 70, top: 14, bottom: 40, outerBoundsMode: "none" };
  option.xAxis[0] = {
    ...charts.scale(option.xAxis[0], chart), name: option.xAxis[0].name, nameLocation: "middle", nameGap: 24, nameTextStyle: charts.quiet,
  };
  option.yAxis[0] = { ...charts.along(option.yAxis[0], chart), min: (at) => Math.max(0, Math.floor(at.min / 10) * 10), max: (at) => Math.min(100, Math.ceil(at.max / 10) * 10) };
  dots.encode = { x: 1, y: 0 };
  dots.z = 3;
  dots.data.forEach((dot) => { if (outside(dot)) dot.symbolSize = 11; });
  if (dots.markLine) {
    dots.markLine.label = { ...charts.quiet, show: true, position: "insideStartTop", formatter: "{b}" };
    Object.assign(dots.markLine, { silent: true, animation: false });
  }
  bounds.forEach((bound, n) => {
    bound.silent = true;
    // The two upper ones say their names, one above the other.
    if (bound.name) bound.endLabel = { ...charts.quiet, show: !chart.narrow, formatter: "{a}", verticalAlign: n === 0 ? "top" : "bottom" };
  });
  // A name where it has room: those outside the limits, the furthest first.
  const named = dots.data.filter(outside);
  if (named.length <= 8 && !chart.narrow) {
    for (const dot of named) dot.label = { ...charts.quiet, show: true, position: "right", formatter: () => shortened(dot.name) };
    dots.labelLayout = { hideOverlap: true };
  }
  option.tooltip.formatter = (p) => (p.componentType === "series" ? `${charts.wrap(p.name)}\n${chart.number(p.value[0])}${chart.unit} · n = ${chart.number(p.value[1], 0)}` : "");

  function outside(dot) {
    return dot.symbol === "diamond" || dot.symbol === "emptyDiamond";
  }

  function shortened(name) {
    return name.length > 28 ? name.slice(0, 27) + "…" : name;
  }
};

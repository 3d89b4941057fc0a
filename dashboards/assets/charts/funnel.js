// Ratios by their number of cases, between the limits of chance. The server gives a
// point as ratio and cases; here cases run to the right.
charts.kinds.funnel = (option, chart) => {
  const [dots, ...bounds] = option.series;
  option.grid = { left: 46, right: chart.narrow ? 14 : 70, top: 14, bottom: 40, outerBoundsMode: "none" };
  option.xAxis[0] = {
    ...charts.scale(option.xAxis[0], chart), name: option.xAxis[0].name, nameLocation: "middle", nameGap: 24, nameTextStyle: charts.quiet,
  };
  const ratios = [...dots.data.map((dot) => dot.value[0]), ...bounds.flatMap((bound) => bound.data.map((at) => at[1]))];
  const low = Math.max(0, Math.floor(Math.min(...ratios) / 10) * 10), high = Math.min(100, Math.ceil(Math.max(...ratios) / 10) * 10);
  const even = [10, 20, 25, 30].find((step) => (high - low) % step === 0 && (high - low) / step <= 5) ?? 10;
  option.yAxis[0] = { ...charts.along(option.yAxis[0], chart), min: low, max: high, interval: even };
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
    if (bound.name) bound.endLabel = { ...charts.quiet, show: !chart.narrow, formatter: "{a}", offset: [0, n === 0 ? 7 : -7] };
  });
  // A name where it has room: those outside the limits, the furthest first.
  const named = dots.data.filter(outside);
  if (named.length <= 8 && !chart.narrow) {
    const most = Math.max(...dots.data.map((dot) => dot.value[1]));
    for (const dot of named) dot.label = { ...charts.quiet, show: true, position: dot.value[1] > most / 2 ? "left" : "right", textBorderColor: charts.paint("paper"), textBorderWidth: 3, formatter: () => shortened(dot.name) };
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

// A mark a unit on each row, joined by a line, over a line at what they are held
// against; one unit alone is joined with that. Marks that would hide each other move apart, and share one label.
charts.kinds.dumbbell = (option, chart) => {
  charts.rows(option, chart, 24);
  const [held, ...units] = option.series;
  option.grid.top = 16;
  option.grid.bottom = 26;
  option.xAxis[0] = { ...charts.scale(option.xAxis[0], chart), splitNumber: 4 };
  if (option.xAxis[0].max === 100) { // quarters of the whole, from the one below the least
    const least = Math.min(75, ...option.series.flatMap((series) => series.data.map((point) => point.value[0])));
    Object.assign(option.xAxis[0], { min: Math.floor(least / 25) * 25, interval: 25 });
  }
  option.yAxis[0].splitLine = { show: false };

  const all = units.flatMap((series) => series.data.map((point) => ({ point, letter: series.label.formatter, x: point.value[0], row: point.value[1] })));
  const values = [...all.map((mark) => mark.x), ...held.data.map((point) => point.value[0])];
  const least = Math.min(...values), span = Math.max((option.xAxis[0].max ?? 100) - least, 1);
  const near = (13 / Math.max(chart.width - option.grid.left - 24, 1)) * span * 1.15;
  const joins = [];
  for (let row = 0; row < (option.yAxis[0].data ?? []).length; row++) {
    const marks = all.filter((mark) => mark.row === row).sort((a, b) => a.x - b.x || a.letter.localeCompare(b.letter));
    const line = held.data.find((point) => point.value[1] === row);
    if (units.length === 1 && marks.length === 1 && line) joins.push([{ coord: [marks[0].x, row] }, { coord: [line.value[0], row] }]);
    if (marks.length > 1) joins.push([{ coord: [marks[0].x, row] }, { coord: [marks[marks.length - 1].x, row] }]);
    for (let from = 0, to; from < marks.length; from = to) {
      for (to = from + 1; to < marks.length && marks[to].x - marks[to - 1].x < near; to++);
      const crowd = marks.slice(from, to);
      crowd.forEach(({ point }, n) => {
        point.symbolOffset = [0, crowd.length > 1 ? (n - (crowd.length - 1) / 2) * 8 : 0];
        point.label = { show: n === 0, formatter: crowd.map((mark) => mark.letter).join(" ") };
      });
    }
  }
  for (const series of units) {
    series.label = { ...charts.text, position: "top", distance: 3, fontSize: 11, fontWeight: 600 };
    series.z = 3;
    series.itemStyle = { ...series.itemStyle, opacity: 1 };
  }
  held.symbolSize = [3, 26];
  held.z = 2;
  held.itemStyle = { ...held.itemStyle, opacity: 1 };
  held.markLine = {
    z: 1, silent: true, animation: false, symbol: ["none", "none"], label: { show: false },
    lineStyle: { color: charts.paint("line-strong"), width: 3, type: "solid" }, data: joins,
  };
  option.tooltip.formatter = (p) => (p.componentType === "series" ? `${charts.wrap(p.seriesName)}\n${charts.wrap(p.name)}: ${chart.number(p.value[0])}${chart.unit}` : "");
};

// How the values of each row lie: a hair from the least to the greatest, a band over
// the middle half, a mark at the median, and a dot a unit where they are few.
charts.kinds.spread = (option, chart) => {
  charts.rows(option, chart, 44);
  const [middle, ranges, dots] = option.series;
  const few = dots.data.length > 0;
  charts.lines(middle.markLine);
  option.grid.top = middle.markLine?.data.length > 1 ? 40 : 26;
  option.grid.bottom = 26;
  option.xAxis[0] = charts.scale(option.xAxis[0], chart);
  option.yAxis[0].splitLine = { show: true, lineStyle: { color: charts.paint("line") } };
  middle.symbolSize = [4, few ? 22 : 18];
  middle.z = 3;
  dots.z = 2;
  ranges.silent = true;
  ranges.z = 1;
  ranges.encode = { x: [0, 2, 3, 4, 5], y: 1 };
  ranges.renderItem = (_, api) => {
    const at = (n) => api.coord([api.value(n), api.value(1)]);
    const [least, y] = at(2), [quarter] = at(3), [three] = at(4), [greatest] = at(5);
    const half = few ? 10 : 7;
    return {
      type: "group",
      children: [
        { type: "line", shape: { x1: least, y1: y, x2: greatest, y2: y }, style: { stroke: charts.paint("context"), lineWidth: 1 } },
        { type: "rect", shape: { x: quarter, y: y - half, width: Math.max(three - quarter, 1), height: 2 * half }, style: { fill: charts.paint("track"), stroke: charts.paint("line-strong"), lineWidth: 1 } },
      ],
    };
  };
  option.tooltip.formatter = (p) => (p.componentType === "series" ? `${charts.wrap(p.name)}\n${chart.number(p.value[0])}${chart.unit}` : "");
};

// Who has reported, group by group: the stack, with a pattern of its own for each
// kind of answer but the ordinary one.
charts.kinds.turnout = (option, chart) => {
  charts.kinds.stack(option, chart);
  const stripes = { color: charts.paint("measure"), dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: Math.PI / 4 };
  const dots = { color: charts.paint("on-attention"), symbol: "circle", symbolSize: 0.5, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0] };
  for (const series of option.series) {
    const pattern = { late: stripes, silent: dots }[series.id];
    if (!pattern) continue;
    series.itemStyle.decal = pattern;
    series.label = { ...series.label, textBorderColor: series.itemStyle.color, textBorderWidth: 4 }; // to be read on the pattern
    series.data = series.data.map((point) => (point.value > 0 ? point : { ...point, label: { show: false } }));
  }
};

// Counted parts of each row; what is no part of the scale is hatched.
charts.kinds.stack = (option, chart) => {
  charts.rows(option, chart, 16);
  option.grid.top = chart.narrow ? 56 : 34;
  option.legend = { ...option.legend, show: true, left: 0, top: 0, itemWidth: 14, itemHeight: 10, itemGap: 14, textStyle: charts.text, icon: "rect" };
  for (const series of option.series) {
    series.label = {
      ...charts.text, ...series.label, show: true, position: "inside", fontWeight: 600,
      formatter: (p) => (p.value > 0 ? chart.number(p.value, 0) : ""),
    };
    series.itemStyle = { ...series.itemStyle, borderColor: charts.paint("paper"), borderWidth: 1 };
    if (series.itemStyle.color === charts.paint("absent")) series.itemStyle.decal = charts.hatching;
  }
  option.tooltip.formatter = (p) => `${charts.wrap(p.name)}\n${p.seriesName}: ${chart.number(p.value, 0)}`;
};

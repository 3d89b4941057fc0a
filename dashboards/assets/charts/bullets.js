// What was earned inside the most there is.
charts.kinds.bullets = (option, chart) => {
  charts.rows(option, chart, 110);
  const [most, earned] = option.series;
  most.label = {
    ...charts.text, show: true, position: "right",
    formatter: (p) => `${chart.number(earned.data[p.dataIndex].value)} / ${chart.number(p.value, 0)}`,
  };
  most.z = 1;
  earned.z = 2;
  option.tooltip.formatter = (p) => `${charts.wrap(p.name)}\n${p.seriesName}: ${chart.number(p.value)}`;
};

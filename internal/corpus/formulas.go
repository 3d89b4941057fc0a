package corpus

// formulas are answers that something computes: the value that the file holds is
// taken, and where a plain formula gives another, that is said.
func (l *list) formulas() {
	computed := func(name, figure, attributes, inside, want, problem string) {
		l.read("formula: "+name, zipped(l.set(figure, typed{attributes, inside})), map[string]string{figure: want}, l.found(figure, problem))
	}
	online, paper := l.at("online"), l.at("paper")
	computed("a sum", "received", "", "<f>1000+234</f><v>1234</v>", "1234", "formula_cell")
	computed("of cells", "received", "", "<f>SUM("+online+":"+paper+")+134</f><v>1234</v>", "1234", "formula_cell")
	computed("of cells, fixed", "received", "", "<f>$"+online+"+"+paper+"+134</f><v>1234</v>", "1234", "formula_cell")
	computed("a result that lies", "days", "", "<f>2+3</f><v>7</v>", "7", "formula_differs warning")
	computed("a sum that lies", "received", "", "<f>"+online+"+"+paper+"</f><v>1234</v>", "1234", "formula_differs warning")
	computed("a share that lies", "signed", "", "<f>ROUND(800/1200*100,2)</f><v>96.5</v>", "96.5", "formula_differs warning")
	computed("without a result", "received", "", "<f>1000+234</f>", "1234", "formula_no_value|formula_cell")
	computed("without a result, and not plain", "received", "", "<f>VLOOKUP(A1,B:C,2,0)</f>", NotReported, "formula_no_value error")
	computed("without a result, of a program elsewhere", "received", "", "<f>[1]Sheet1!A1+1</f>", NotReported, "formula_no_value error")
	computed("with an empty result", "received", ` t="str"`, `<f>""</f><v></v>`, NotReported, "formula_no_value|formula_cell|blank")
	computed("with an error", "received", ` t="e"`, "<f>1/0</f><v>#DIV/0!</v>", NotReported, "error_cell error")
	computed("of an array", "received", "", `<f t="array" ref="`+l.at("received")+`">SUM(1000,234)</f><v>1234</v>`, "1234", "formula_cell")
	computed("of a table of data", "received", "", `<f t="dataTable" ref="`+l.at("received")+`" dt2D="0" dtr="0" r1="A1"/><v>1234</v>`, "1234", "formula_cell")
	computed("shared", "received", "", `<f t="shared" ref="`+l.at("received")+`" si="0">1000+234</f><v>1234</v>`, "1234", "formula_cell")
	computed("a follower of a shared one", "received", "", `<f t="shared" si="7"/><v>1234</v>`, "1234", "formula_cell")
	computed("of itself", "received", "", "<f>"+l.at("received")+"+1</f><v>1234</v>", "1234", "formula_cell")
	computed("for a choice", "plan", ` t="str"`, `<f>IF(1&gt;2,"Có","Không")</f><v>Không</v>`, "no", "formula_cell")
	computed("for a day", "issued", "", "<f>DATE(2026,3,30)</f><v>46111</v>", "2026-03-30", "formula_cell")
	computed("a text for a number", "signed", ` t="str"`, `<f>TEXT(96.5,"0,0")</f><v>96,5</v>`, "96.5", "formula_cell")
	computed("that cannot be spelt", "received", "", "<f>SUM((((</f><v>1234</v>", "1234", "formula_cell")
	l.read("formula: empty", zipped(l.set("received", typed{"", "<f></f><v>1234</v>"})), map[string]string{"received": "1234"})
	l.read("formula: an array over other cells", zipped(l.set("received", typed{"", `<f t="array" ref="A1:XFD1048576">1234</f><v>1234</v>`})), map[string]string{"received": "1234"}, l.found("received", "formula_cell"))
	l.read("formula: a share of binary noise", zipped(l.set("days", typed{"", "<f>0.1+0.2</f><v>0.30000000000000004</v>"})), map[string]string{"days": "0.3"}, l.found("days", "formula_cell"))
	none := l.form
	for figure, formula := range map[string]string{"received": "1000+200", "online": "8*100", "paper": "SUM(100,200)"} {
		none.file = none.set(figure, typed{"", "<f>" + formula + "</f>"})
	}
	l.read("formula: saved without results", zipped(none.file), nil, l.found("received", "formula_no_value|formula_cell"),
		l.found("online", "formula_no_value|formula_cell"), l.found("paper", "formula_no_value|formula_cell"))
}

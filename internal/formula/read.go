package formula

import (
	"github.com/expr-lang/expr/ast"

	"reformboard/internal/reform"
)

// arithmetic, comparisons and connectives are the signs between two terms, by how
// expr writes them.
var (
	arithmetic  = map[string]operation{"+": add, "-": subtract, "*": multiply, "/": divide}
	comparisons = map[string]operation{"<": less, "<=": atMost, ">": greater, ">=": atLeast, "==": equal, "!=": differ}
	connectives = map[string]operation{"&&": both, "and": both, "||": either, "or": either}
	negations   = map[string]operation{"!": not, "not": not}
)

// number reads a node where a number is needed.
func (r *reader) number(node ast.Node, depth int) *term {
	if !r.enter(node, depth) {
		return &term{op: literal}
	}
	at := node.Location().From
	switch n := node.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return r.literal(n)
	case *ast.IdentifierNode:
		return &term{op: figure, at: at, id: n.Value}
	case *ast.CallNode:
		return r.figure(n)
	case *ast.BuiltinNode:
		return r.function(n, depth)
	case *ast.UnaryNode:
		if n.Operator == "-" {
			return &term{op: negate, at: at, of: []*term{r.number(n.Node, depth+1)}}
		}
	case *ast.ConditionalNode:
		if n.Ternary {
			condition := r.condition(n.Cond, depth+1)
			return &term{op: choose, at: condition.at, of: []*term{condition, r.number(n.Exp1, depth+1), r.number(n.Exp2, depth)}}
		}
	case *ast.BinaryNode:
		if op := arithmetic[n.Operator]; op != "" {
			return pair(op, r.number(n.Left, depth), r.number(n.Right, depth+1))
		}
	}
	if decides(node) {
		return r.stop(at, r.word(node), "“%s” makes a condition where a number is needed: write condition ? number : number, or put what “!” denies in brackets", r.word(node))
	}
	return r.refuse(node)
}

// condition reads a node where a condition is needed.
func (r *reader) condition(node ast.Node, depth int) *term {
	if !r.enter(node, depth) {
		return &term{op: literal}
	}
	at := node.Location().From
	switch n := node.(type) {
	case *ast.UnaryNode:
		if op := negations[n.Operator]; op != "" {
			return &term{op: op, at: at, of: []*term{r.condition(n.Node, depth+1)}}
		}
	case *ast.BinaryNode:
		if op := connectives[n.Operator]; op != "" {
			return pair(op, r.condition(n.Left, depth), r.condition(n.Right, depth+1))
		}
		if comparisons[n.Operator] != "" {
			return r.comparison(n, depth)
		}
		if arithmetic[n.Operator] == "" {
			return r.refuse(n)
		}
	case *ast.IntegerNode, *ast.FloatNode, *ast.IdentifierNode, *ast.CallNode, *ast.BuiltinNode, *ast.ConditionalNode:
	default:
		return r.refuse(n)
	}
	return r.stop(at, r.word(node), "“%s” gives a number where a condition is needed: compare it, as in done > 0, with brackets around what is compared", r.word(node))
}

// decides reports whether a node is a condition.
func decides(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.UnaryNode:
		return negations[n.Operator] != ""
	case *ast.BinaryNode:
		return connectives[n.Operator] != "" || comparisons[n.Operator] != ""
	}
	return false
}

func (r *reader) comparison(n *ast.BinaryNode, depth int) *term {
	op := comparisons[n.Operator]
	choice, text := n.Left, n.Right
	if _, first := choice.(*ast.StringNode); first {
		choice, text = text, choice
	}
	option, isText := text.(*ast.StringNode)
	if !isText || op != equal && op != differ {
		return pair(op, r.number(n.Left, depth), r.number(n.Right, depth+1))
	}
	t := r.number(choice, depth)
	if t.op != figure || t.id == Points {
		return r.stop(option.Location().From, r.word(option), "%s is a text: only a choice is compared with one, as in level == \"full\"", clip(r.word(option)))
	}
	t.op, t.option = answers, option.Value
	if op == differ {
		return &term{op: not, at: t.at, of: []*term{t}}
	}
	return t
}

func pair(op operation, left, right *term) *term {
	return &term{op: op, at: left.at, of: []*term{left, right}}
}

// literal takes a number from the source: what expr made of it is a float64.
func (r *reader) literal(n ast.Node) *term {
	at, text := n.Location().From, r.word(n)
	decimal, err := reform.ParseDecimal(text)
	number, known := decimal.Fraction()
	if err != nil || !known {
		return r.notNumber(at, text)
	}
	return &term{op: literal, at: at, number: number}
}

// figure reads figure("id"), the one function that expr does not know.
func (r *reader) figure(n *ast.CallNode) *term {
	callee, named := n.Callee.(*ast.IdentifierNode)
	if !named || callee.Value != "figure" {
		return r.refuse(n)
	}
	at := n.Location().From
	if len(n.Arguments) == 1 {
		if id, quoted := n.Arguments[0].(*ast.StringNode); quoted && id.Value != Points && id.Value != "" {
			return &term{op: figure, at: at, id: id.Value, called: true}
		}
	}
	return r.stop(at, "figure", "figure needs the id of one figure in quotes, as in figure(\"a-b\"); “%s” is always the most points", Points)
}

func (r *reader) function(n *ast.BuiltinNode, depth int) *term {
	t := &term{op: operation(n.Name), at: n.Location().From}
	given := n.Arguments
	switch t.op {
	case least, greatest:
		if len(given) < 2 {
			return r.stop(t.at, n.Name, "%s needs two numbers or more", n.Name)
		}
	case absolute:
		if len(given) != 1 {
			return r.stop(t.at, n.Name, "abs needs one number")
		}
	case rounded:
		places := -1
		if len(given) == 2 {
			if digits, ok := given[1].(*ast.IntegerNode); ok {
				places = digits.Value
			}
		}
		if places < 0 || places > 6 {
			return r.stop(t.at, n.Name, "round needs a number and how many decimals to keep, from 0 to 6, as in round(done / asked, 2)")
		}
		t.places, given = places, given[:1]
	default:
		return r.refuse(n)
	}
	for _, argument := range given {
		t.of = append(t.of, r.number(argument, depth+1))
	}
	return t
}

"""Small wrong changes of a module, found in its syntax tree: what a slip of the hand would do."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
_ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.FloorDiv: ("//", "*"),
    ast.BitAnd: ("&", "|"),
}
_EMPTY = {"str": '""', "bytes": 'b""', "int": "0", "float": "0.0", "tuple": "()", "list": "[]",
          "dict": "{}", "set": "set()", "frozenset": "frozenset()"}  # fmt: skip
"""What a function returns instead, by the name of its return type."""

_UNSEEN = ("encoding", "strict")
"""Arguments that a right call works without: on a system of UTF-8, for iterables of one length."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change of one place of a source: the offsets of the text that goes, and what comes."""

    kind: str
    line: int
    start: int
    end: int
    becomes: str

    def apply(self, source: str) -> str:
        """Return the source with the change made."""
        return source[: self.start] + self.becomes + source[self.end :]

    def show(self, source: str) -> str:
        """Return the lines that change, before and after."""
        lines = difflib.unified_diff(
            source.splitlines(), self.apply(source).splitlines(), n=0, lineterm=""
        )
        return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def find_mutations(source: str) -> list[Mutation]:
    """Return every change there is to make in a module, in the order of its lines."""
    finder = _Finder(source)
    finder.visit(ast.parse(source))
    return sorted(finder.found, key=lambda one: (one.start, one.end, one.becomes))


class _Finder(ast.NodeVisitor):
    """Gathers changes; annotations, docstrings and what only type checkers read are left out."""

    def __init__(self, source: str) -> None:
        self.source = source
        lines = source.encode().splitlines(keepends=True)
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line))
        self.bytes = source.encode()
        self.found: list[Mutation] = []
        self.returns: list[str] = []

    # -- places ------------------------------------------------------------------------------

    def start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        """Return where a node starts, counted in characters."""
        return len(self.bytes[: self.starts[node.lineno - 1] + node.col_offset].decode())

    def end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        """Return where a node ends, counted in characters."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return len(self.bytes[: self.starts[node.end_lineno - 1] + node.end_col_offset].decode())

    def text(self, node: ast.expr) -> str:
        """Return a node as it is written."""
        return self.source[self.start(node) : self.end(node)]

    def add(self, kind: str, start: int, end: int, becomes: str) -> None:
        """Note a change."""
        line = self.source.count("\n", 0, start) + 1
        self.found.append(Mutation(kind, line, start, end, becomes))

    def swap_between(
        self, kind: str, left: ast.expr, right: ast.expr, pair: tuple[str, str]
    ) -> None:
        """Put one operator for another between two operands."""
        before, after = self.end(left), self.start(right)
        at = self.source.find(pair[0], before, after)
        if at >= 0:
            self.add(kind, at, at + len(pair[0]), pair[1])

    # -- what is looked at -------------------------------------------------------------------

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.returns.append(ast.unparse(node.returns) if node.returns else "")
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(default)
        for statement in node.body:
            self.visit(statement)
        self.returns.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        # How a class or a function is stored changes nothing that it returns.
        for statement in node.body:
            self.visit(statement)

    def visit_Compare(self, node: ast.Compare) -> None:
        operands = [node.left, *node.comparators]
        for at, operator in enumerate(node.ops):
            pair = _COMPARISONS[type(operator)]
            self.swap_between("comparison", operands[at], operands[at + 1], pair)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        pair = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        self.swap_between("and or", node.values[0], node.values[1], pair)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if pair := _ARITHMETIC.get(type(node.op)):
            self.swap_between("arithmetic", node.left, node.right, pair)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        start, end = self.start(node), self.end(node)
        if isinstance(node.value, bool):
            self.add("constant", start, end, str(not node.value))
        elif isinstance(node.value, int):
            self.add("constant", start, end, str(node.value + 1))
        elif isinstance(node.value, float):
            self.add("constant", start, end, str(node.value * 2))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave the insides of f-strings alone: their places are not exact before Python 3.12."""

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) != "TYPE_CHECKING":
            self._negate(node.test)
            self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._negate(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._negate(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._negate(test)
        self.generic_visit(node)

    def _negate(self, test: ast.expr) -> None:
        if not isinstance(test, ast.Compare) or len(test.ops) > 1:
            self.add("condition", self.start(test), self.end(test), f"not ({self.text(test)})")

    def visit_Call(self, node: ast.Call) -> None:
        several = len(node.args) + len(node.keywords) > 1
        for value in (node.func, *node.args):
            self.visit(value)
        for keyword in node.keywords:
            if keyword.arg in _UNSEEN:
                continue
            if keyword.arg and several:
                end = self._after_comma(self.end(keyword))
                self.add("argument", self.start(keyword), end, "")
            self.visit(keyword.value)

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None and len(node.keys) > 1:
                self.add("key", self.start(key), self._after_comma(self.end(value)), "")
        self.generic_visit(node)

    def _after_comma(self, end: int) -> int:
        """Return where what comes after an item begins."""
        rest = self.source[end:]
        spaces = len(rest) - len(rest.lstrip())
        return end + spaces + 1 if rest[spaces : spaces + 1] == "," else end

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is not None and self.returns:
            kind = self.returns[-1]
            empty = "None" if "None" in kind else _EMPTY.get(kind.partition("[")[0], "")
            if kind == "bool":
                empty = f"not ({self.text(node.value)})"
            if empty and self.text(node.value) != empty:
                self.add("return", self.start(node.value), self.end(node.value), empty)
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        match node.value:
            case ast.Constant():
                return  # a docstring
            case ast.Call() | ast.Yield() | ast.YieldFrom():
                self.add("statement", self.start(node), self.end(node), "pass")
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        self.add("statement", self.start(node), self.end(node), "pass")
        self.generic_visit(node)


def is_valid(source: str) -> bool:
    """Return whether a changed source is still Python."""
    try:
        compile(source, "mutated", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def list_valid(source: str) -> Iterator[Mutation]:
    """Yield the changes after which a module is still Python and does not mean the same."""
    before = ast.dump(ast.parse(source))
    for mutation in find_mutations(source):
        changed = mutation.apply(source)
        if is_valid(changed) and ast.dump(ast.parse(changed)) != before:
            yield mutation

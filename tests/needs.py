#!/usr/bin/env python3
"""needs.py TABLE...: what a row asks for must be in all that its pattern matches.

A text without the literals under `needs` is never shown to the pattern, so a
literal too few loses facts in silence.  For every row, texts are made at random
from its pattern; one that the pattern matches, but that has none of the literals,
is printed, and the status is 1.  $ stands behind the end of a text.
"""

import random
import re
import sys

try:
    import re._parser as parser
except ImportError:
    import sre_parse as parser

TEXTS = 300


def expand(pattern, macros):
    while "{" in pattern:
        whole = re.sub(r"\{([a-z][a-z-]*)\}", lambda m: f"(?:{macros[m[1]]})", pattern)
        if whole == pattern:
            break
        pattern = whole
    return re.sub(r"\\x\{([0-9A-F]{4})\}", r"\\u\1", pattern).replace("\\K", "")


def member(items):
    if str(items[0][0]) == "NEGATE":
        return "x"
    kind, what = random.choice(items)
    if str(kind) == "LITERAL":
        return chr(what)
    if str(kind) == "RANGE":
        return chr(random.randint(*what))
    return "7"


def text(tree):
    """A text that the pattern may match; what looks behind it says is left out."""
    out = ""
    for op, what in tree:
        op = str(op)
        if op == "LITERAL":
            out += chr(what)
        elif op in ("NOT_LITERAL", "ANY"):
            out += "x"
        elif op == "IN":
            out += member(what)
        elif op == "BRANCH":
            out += text(random.choice(what[1]))
        elif op == "SUBPATTERN":
            out += text(what[-1])
        elif op == "ATOMIC_GROUP":
            out += text(what)
        elif op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, inner = what
            for _ in range(random.randint(least, min(int(most), least + 1))):
                out += text(inner)
        elif op == "ASSERT":
            out += text(what[1])
    return out


def rows(path):
    with open(path, encoding="utf-8") as f:
        lines = [s.rstrip("\n") for s in f]
    names = None
    for number, line in enumerate(lines, 1):
        if line == "" or line.startswith("# "):
            continue
        if names is None:
            names = line.split("\t")
            continue
        cells = line.split("\t")
        yield number, cells[0], dict(zip(names, cells))


def check(path):
    macros = {key[1:]: row["pattern"] for _, key, row in rows(path) if key[:1] == "="}
    faults = 0
    for number, key, row in rows(path):
        literals = [s for s in row["needs"].split("|") if s]
        if key[:1] == "=" or not literals:
            continue
        pattern = expand(row["pattern"], macros)
        tree, regex = parser.parse(pattern), re.compile(pattern)
        for _ in range(TEXTS):
            made = text(tree)
            if not any(s in made + "$" for s in literals) and regex.search(made):
                print(f"{path}:{number}: {key}: {made!r} has none of {row['needs']}")
                faults += 1
                break
    return faults


random.seed(1)
sys.exit(sum(check(path) for path in sys.argv[1:]) != 0)

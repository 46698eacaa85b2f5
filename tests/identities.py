#!/usr/bin/env python3
"""identities: a passing, a failing and a skipped case of every rule.

    tests/identities FOLDER OUT

Reads identities.tsv and indicators.tsv in FOLDER and makes three streams, each
for one mode of gx-check: OUT/report.gx, OUT/years.gx (sorted by key) and
OUT/kin.gx, and OUT/want.tsv: document, rule and verdict.  The numbers are found
with an evaluator of its own.
"""

import csv
import random
import re
import sys
from dataclasses import dataclass, field

Row = dict[str, str]
Slot = tuple[str, str]      # where (here, before, below) and indicator


def read_tsv(path: str) -> list[Row]:
    with open(path, encoding='utf-8') as file:
        lines = [l for l in file if not l.startswith('# ') and l.strip()]
    return list(csv.DictReader(lines, delimiter='\t', quoting=csv.QUOTE_NONE))


@dataclass
class Test:
    """A relation (left and right: lists of factor and slot, or of a number and
    None), a word about a slot, or a list for a field of the report."""
    kind: str
    left: list[tuple[int, Slot | None]] = field(default_factory=list)
    right: list[tuple[int, Slot | None]] = field(default_factory=list)
    slot: Slot = ('', '')
    words: list[str] = field(default_factory=list)

    def slots(self) -> list[Slot]:
        return [s for _, s in self.left + self.right if s]


def parse_slot(word: str, x: str) -> Slot:
    where = 'here'
    if word.endswith('@-1'):
        where, word = 'before', word[:-3]
    elif word.startswith('children:'):
        where, word = 'below', word[9:]
    return where, x if word == 'x' else word


def parse_sum(text: str, x: str) -> list[tuple[int, Slot | None]]:
    terms, sign = [], 1
    for word in re.sub(r'(\d+) \* ', r'\1*', text).split(' '):
        if word in '+-':
            sign = 1 if word == '+' else -1
            continue
        factor, _, rest = word.rpartition('*')
        if re.fullmatch(r'\d+', rest):
            terms.append((sign * int(rest), None))
        else:
            terms.append((sign * int(factor or 1), parse_slot(rest, x)))
    return terms


def parse(text: str, x: str) -> list[Test]:
    tests = []
    for part in text.split(' and ') if text else []:
        word = re.fullmatch(r'(printed|absent|none|whole)\((.*)\)', part)
        about = re.fullmatch(r'report\.(\w+) (in|outside) (.*)', part)
        if word:
            slot = parse_slot(word[2], x)
            test = Test(word[1], slot=slot)
            if word[1] == 'whole':
                test.left = [(1, slot)]
        elif about:
            test = Test(about[2], slot=('report', about[1]),
                        words=about[3].split(','))
        else:
            left, op, right = re.fullmatch(r'(.*) (=|<=|>=) (.*)', part).groups()
            test = Test(op, parse_sum(left, x), parse_sum(right, x))
        tests.append(test)
    return tests


# Values of a case: a number as text; '' printed without a value; 'none'.
Values = dict[Slot, str]


def number(values: Values, slot: Slot) -> float | None:
    text = values.get(slot, '')
    return 0 if text == 'none' else float(text) if text else None


def total(values: Values, terms: list[tuple[int, Slot | None]]) -> float | None:
    result = 0.0
    for factor, slot in terms:
        value = 1 if slot is None else number(values, slot)
        if value is None:
            return None
        result += factor * value
    return result


def holds(test: Test, values: Values) -> bool | None:
    """None: something is missing."""
    if test.kind == 'printed':
        return test.slot in values
    if test.kind == 'absent':
        return number(values, test.slot) is None
    if test.kind == 'none':
        return values.get(test.slot) == 'none'
    if test.kind in ('in', 'outside'):
        have = values.get(test.slot, '')
        return (have in test.words) == (test.kind == 'in') if have else None
    left, right = total(values, test.left), total(values, test.right)
    if test.kind == 'whole':
        return None if left is None else left == int(left)
    if left is None or right is None:
        return None
    return (left == right if test.kind == '=' else
            left <= right if test.kind == '<=' else left >= right)


def judge(tests: list[Test], values: Values) -> str:
    results = [holds(test, values) for test in tests]
    return ('fail' if False in results else
            'skipped' if None in results else 'pass')


class Rule:
    def __init__(self, row: Row, indicators: list[Row]) -> None:
        self.row, self.id = row, row['id']
        x = next((i['id'] for i in indicators if is_over(row['over'], i)), '')
        self.when = parse(row['when'], x)
        self.tests = parse(row['expression'], x)

    def slots(self) -> list[Slot]:
        return [s for test in self.tests for s in test.slots()]

    def applies(self, values: Values) -> bool:
        return judge(self.when, values) == 'pass'


def is_over(words: str, indicator: Row) -> bool:
    yes = False
    for word in words.split():
        if word.startswith('-'):
            yes = yes and not indicator['id'].endswith(word[1:])
        else:
            yes = yes or word in (indicator['type'], indicator['additivity'],
                                  indicator['id'])
    return yes


def balance(tests: list[Test], values: Values, rnd: random.Random) -> None:
    """Makes equations hold by changing one of their numbers."""
    for test in tests:
        if test.kind != '=':
            continue
        left, right = total(values, test.left), total(values, test.right)
        terms = ([(-f, s) for f, s in test.left] + test.right)
        factor, slot = rnd.choice([t for t in terms if t[1]])
        if left is None or right is None or values[slot] == 'none':
            continue
        value = float(values[slot]) + (left - right) / factor
        values[slot] = f'{value:g}'


def draw(rules: list[Rule], rnd: random.Random, even: bool) -> Values:
    values: Values = {}
    for rule in rules:
        for slot in rule.slots():
            values[slot] = str(rnd.choice((0, 1, rnd.randint(0, 20),
                                           rnd.randint(10, 400))))
            if slot[1].endswith('.change'):
                values[slot] = str(rnd.randint(-99, 99))
    for rule in rules:
        for test in rule.when + rule.tests:
            if test.kind in ('in', 'outside'):
                values[test.slot] = rnd.choice(
                    test.words + ['own', 'x', 'gov', 'water', 'county'])
            elif test.kind == 'none':
                values[test.slot] = 'none'
            elif test.kind == 'printed':
                values.setdefault(test.slot, '3')
            for slot in test.slots():
                values.setdefault(slot, '0')
    if even:
        for rule in rules[:1]:
            balance(rule.when + rule.tests, values, rnd)
    return values


def negative(rule: Rule, values: Values) -> bool:
    signed = rule.id == 'pl.nonneg' or rule.id == 'pl.pct'
    return not signed and any(v.startswith('-') and not s[1].endswith('.change')
                              for s, v in values.items())


def find(rules: list[Rule], want: str, rnd: random.Random) -> Values:
    """Numbers by which the first rule has the verdict; where it fails, the
    others, its alternatives, fail as well."""
    for _ in range(20000):
        values = draw(rules, rnd, want != 'fail' or rnd.random() < 0.5)
        if want == 'fail' and rules[0].id in ('pl.nonneg', 'pl.int', 'pl.pct'):
            values[rules[0].slots()[0]] = rnd.choice(('-3', '2.5', '120'))
        if want == 'skipped':
            slots = rules[0].slots() or [t.slot for t in rules[0].tests]
            slot = rnd.choice(slots)
            values[slot] = ''
            if slot[0] in ('below', 'report'):
                del values[slot]
        if negative(rules[0], values) or not rules[0].applies(values):
            continue
        if all(judge(r.tests, values) == want for r in
               (rules if want == 'fail' else rules[:1])):
            return values
    sys.exit(f'identities: no case of {rules[0].id}: {want}')


# Records

class Stream:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def put(self, *fields: object) -> None:
        self.lines.append('\t'.join(str(f) for f in fields))

    def report(self, doc: str, year: int, region: str = '341023',
               about: dict[str, str] | None = None) -> None:
        a = about or {}
        self.put('report', doc, 1, 1, 1, 9, year, '', '', 'yes', region,
                 a.get('level', ''), a.get('sector', ''), a.get('scope', ''),
                 a.get('body', '水利局'), '', '')

    def fact(self, doc: str, indicator: str, text: str, key: str) -> None:
        value = '0' if text == 'none' else text
        how = 'none' if text == 'none' else 'exact' if text else 'na'
        self.put('fact', doc, 2, 1, indicator, value, '', how, '', '', 1, 1,
                 text, '', 'year', key)

    def again(self, doc: str, texts: str) -> None:
        for use, text in zip((1, 0), texts.split()):
            how = 'approx' if text.endswith('?') else 'exact'
            self.put('fact', doc, 2, 1, 'n.req.recv', text.rstrip('?'), '', how,
                     '', '', use, 1, text, '', 'year', '')

    def claim(self, doc: str, whole: str, parts: str, shares: str) -> None:
        self.put('claim', doc, 3, 1, whole, 'exact', '其中', parts, shares, 1, '')


PARENT, CHILDREN = '360500', ('360502', '360521')  # all that it has
ABOUT = ('level', 'sector', 'scope', 'body')

CLAIMS = {  # whole, parts, shares
    'pr.parts': {'pass': ('9', '4 5', ''), 'fail': ('9', '4 6', ''),
                 'skipped': ('9', '4 x', '')},
    'pr.pct': {'pass': ('6', '4 2', '66.6 33.3'),
               'fail': ('6', '4 2', '66.8 33.3'), 'skipped': ('0', '0 0', '50 50')},
    'pr.pct100': {'pass': ('9', '4 5', '44.4 55.6'),
                  'fail': ('9', '4 5', '44.4 57'), 'skipped': ('9', '4 x', '40 60')},
}
LATER = {   # numbers of a report, and of the one that it is held against
    'copy': {'pass': ('1 2 3 4 5', '1 2 3 4 6'), 'fail': ('1 2 3 4 5', '1 2 3 4 5'),
             'skipped': ('1 2 3 4', '1 2 3 4')},
    'twice': {'pass': ('1 2', '1 2'), 'fail': ('1 2', '1 3'), 'skipped': ('', '1')},
}
AGAIN = {'pass': '7 7', 'fail': '7 8', 'skipped': '7 8?'}
NUMBERS = ('n.video', 'n.files', 'n.columns', 'n.train', 'n.npc')


def special(row: Row, want: str, doc: str, out: dict[str, Stream]) -> None:
    if row['id'] in CLAIMS:
        out['report'].claim(doc, *CLAIMS[row['id']][want])
        return
    if row['id'] == 'again':
        out['report'].again(doc, AGAIN[want])
        return
    here, other = LATER[row['id']][want]
    years = (2012, 2011) if row['id'] == 'copy' else (2012, 2012)
    for name, year, numbers in ((f'{doc}.0', years[1], other),
                                (doc, years[0], here)):
        key = f'341023/{doc}/{year}'
        for indicator, text in zip(NUMBERS, numbers.split() or ['']):
            out['years'].fact(name, indicator, text, key)


def write(rule: Rule, values: Values, doc: str, out: dict[str, Stream]) -> None:
    about = {f: values[('report', f)] for f in ABOUT if ('report', f) in values}
    scope = rule.row['scope']
    stream = out['years' if scope == 'cross-year' else
                 'kin' if scope == 'aggregate' else 'report']
    this = 2020
    if scope == 'aggregate':    # a family in each year
        this = 2005 + sum(l.startswith('report') and f'\t{PARENT}\t' in l
                          for l in stream.lines)
    if scope != 'cross-year':
        stream.report(doc, this, PARENT if scope == 'aggregate' else '341023',
                      about)
    if rule.id == 'ag.scope':   # about reports that say something
        stream.fact(doc, 'n.open.year', '1', '')
    names = {'here': (doc, 2020), 'before': (f'{doc}.0', 2019)}
    for (where, indicator), text in values.items():
        if where in names:
            name, year = names[where]
            stream.fact(name, indicator, text, f'341023/{doc}/{year}')
    for (where, indicator), text in values.items():
        for child, part in zip(CHILDREN, (text, '0')):
            if where == 'below':
                stream.report(f'{doc}.{child}', this, child,
                              {'body': '人民政府', 'scope': 'area'})
                stream.fact(f'{doc}.{child}', indicator, part, '')


def main() -> None:
    folder, target = sys.argv[1:]
    rows = read_tsv(f'{folder}/identities.tsv')
    indicators = read_tsv(f'{folder}/indicators.tsv')
    arith = {r['id']: Rule(r, indicators) for r in rows
             if r['form'] in ('arith', 'template', 'aggregate')}
    out = {name: Stream() for name in ('report', 'years', 'kin')}
    want_lines = []
    for row in rows:
        for want in ('pass', 'fail', 'skipped'):
            doc = f'{row["id"]}.{want}'
            want_lines.append(f'{doc}\t{row["id"]}\t{want}\n')
            if row['id'] not in arith:
                special(row, want, doc, out)
                continue
            rules = [arith[row['id']]] + [
                r for r in arith.values() if row['any_of'] and
                r.row['any_of'] == row['any_of'] and r.id != row['id']]
            values = find(rules, want, random.Random(doc))
            write(rules[0], values, doc, out)
    out['years'].lines.sort(key=lambda l: l.split('\t')[15].encode())
    for name, stream in out.items():
        with open(f'{target}/{name}.gx', 'w', encoding='utf-8') as file:
            file.writelines(f'{line}\n' for line in stream.lines)
    with open(f'{target}/want.tsv', 'w', encoding='utf-8') as file:
        file.writelines(want_lines)


if __name__ == '__main__':
    main()

"""stata: a parser of the commands that gx-csv -l stata writes.

    python3 tests/stata.py SCRIPT TABLE

Follows the help of Stata 14: names, quotes, lengths of labels, numlists of
import delimited, programs that are defined before they are called.  Says what
is wrong with its line and ends with 1; otherwise prints how many commands there
are of each kind.
"""

import collections
import csv
import re
import sys

NAME = r'[A-Za-z_][A-Za-z0-9_]{0,31}'
QUOTED = r'`"([^`"$]*)"\''
LABEL, NOTE, VALUE_LABEL, MAXVAR = 80, 67784, 32000, 2048


def fail(number, why):
    sys.exit(f'line {number}: {why}')


def check(script, table):
    with open(table, encoding='utf-8', newline='') as file:
        rows = csv.reader(file)
        names = next(rows)
        width = len(names)
        cells = list(rows)
    lists, labelled, programs, coded, inside = {}, set(), {}, set(), None
    count, text, numbers = collections.Counter(), set(), set()
    for number, line in enumerate(open(script, encoding='utf-8'), 1):
        line = line.rstrip('\n')
        if inside:
            if line == 'end':
                inside = None
            else:
                programs[inside].append(line.strip())
                if not line.startswith('\t'):
                    fail(number, 'a line of a program')
            continue
        word = line.split(' ', 1)[0]
        count[word] += 1
        if m := re.fullmatch(rf'program ({NAME})', line):
            inside = m[1]
            programs[inside] = []
        elif re.fullmatch(r'version 1[4-9]', line) or re.fullmatch(
                rf'capture program drop {NAME}', line):
            pass
        elif m := re.fullmatch(
                r'import delimited using "[^"`$]+\.csv", delimiters\("(\\t|.)"\) '
                r'varnames\(1\) encoding\("utf-8"\) bindquotes\(strict\) '
                r'case\(preserve\) asdouble stringcols\(((?: \d+)*)\) '
                r'numericcols\(((?: \d+)*)\) clear', line):
            text, numbers = ({int(n) for n in m[i].split()} for i in (2, 3))
            if text | numbers != set(range(1, width + 1)) or text & numbers:
                fail(number, 'every column is either a string or a number')
            for row in cells:
                for n in numbers:
                    if not re.fullmatch(r'-?\d+(\.\d+)?|', row[n - 1]):
                        fail(number, f'{names[n - 1]}: {row[n - 1]} is no number')
        elif m := re.fullmatch(rf'label define ({NAME})((?: -?\d+ {QUOTED})+)(, modify)?',
                               line):
            pairs = re.findall(rf' (-?\d+) {QUOTED}', m[2])
            if (m[1] in lists) != bool(m[4]):
                fail(number, f'{m[1]}: modify is for a list that is defined')
            if any(len(p[1]) > VALUE_LABEL for p in pairs):
                fail(number, 'a label is too long')
            if len({p[0] for p in pairs}) != len(pairs):
                fail(number, 'a code comes twice')
            if not m[4]:
                lists[m[1]] = {p[1]: p[0] for p in pairs}
            elif {p[0] for p in pairs} != set(lists[m[1]].values()):
                fail(number, f'{m[1]}: other codes than before')
        elif m := re.fullmatch(rf'label variable ({NAME}) {QUOTED}', line):
            if m[1] not in names or m[1] in labelled:
                fail(number, f'{m[1]}: no such variable, or labelled twice')
            if not 0 < len(m[2]) <= LABEL:
                fail(number, f'{m[1]}: a label has 1 to {LABEL} characters')
            labelled.add(m[1])
        elif m := re.fullmatch(rf'label values ({NAME}) ({NAME})', line):
            at = names.index(m[1])
            if m[2] not in lists or at + 1 not in numbers:
                fail(number, 'a list of labels for a number')
            if {row[at] for row in cells} - {''} - set(lists[m[2]].values()):
                fail(number, f'{m[1]} has a value without a label')
        elif m := re.fullmatch(rf'notes ({NAME}): ([^`$]+)', line):
            if m[1] not in names or len(m[2].encode()) > NOTE:
                fail(number, 'a note of a variable')
        elif m := re.fullmatch(rf'({NAME}) ({NAME})(?: ({NAME}))?', line):
            if m[1] not in programs or m[2] not in names:
                fail(number, f'{m[1]} {m[2]}: no such program or variable')
            args = [p.split()[1:] for p in programs[m[1]] if p.startswith('args')][0]
            if len(args) != (2 if m[3] else 1) or m[2] in coded:
                fail(number, 'other arguments than the program has')
            coded.add(m[2])
            at = names.index(m[2])
            if at + 1 not in text:
                fail(number, f'{m[2]} is no string')
            values = {row[at] for row in cells} - {''}
            if m[3] and (m[3] not in lists or values - set(lists[m[3]])):
                fail(number, f'{m[2]}: a value that is not in {m[3]}')
            if not m[3] and any(not re.fullmatch(r'\d{4}-\d\d-\d\d', v) for v in values):
                fail(number, f'{m[2]}: no date')
        else:
            fail(number, f'no command that is known: {line[:60]}')
    if inside or labelled != set(names) or width > MAXVAR:
        fail('end', 'a program does not end, or a variable has no label')
    return count


if __name__ == '__main__':
    for word, n in sorted(check(*sys.argv[1:]).items()):
        print(word, n)

"""flat: reports as text, with their tables as scrapers and converters leave them.

F1  rows with pipes, padded to the width of the grid
F2  one cell a line, lines with a lone pipe between them
F3  one cell a paragraph; blank cells vanish
F4  the layout text of a PDF: split and vertical labels, page numbers
F5  the page itself (pages.py)
F6  tabs or several blanks between the cells
F7  each cell ends in a pipe, most on a line of its own; cells without a value
    vanish, and pipes fill the row up to the width of the grid
F8  each cell in a box, as text browsers draw it (draw.py)
F9  rows as a program prints a list, or with a sign that looks like a pipe
"""

import json
import random

import draw

from forms import Cell, Row, Table

FORMS = ('F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9')


def one_line(cell: Cell) -> str:
    return cell.text.replace('\n', '')


def pipes(table: Table, rnd: random.Random) -> list[str]:
    """As many pipes behind a row as the grid has more columns than the row has
    cells; the last row has none."""
    lines = []
    for i, row in enumerate(table.rows):
        missing = table.width - len(row) if i < len(table.rows) - 1 else 0
        lines.append(' | '.join(one_line(c) for c in row) +
                     (' ' + '|' * missing if missing > 0 else ''))
    return lines


def lone_pipes(table: Table, rnd: random.Random) -> list[str]:
    lines = ['|']
    for row in table.rows:
        for cell in row:
            lines += [one_line(cell), '|'] if cell.text else ['|']
    return lines


def paragraphs(table: Table, rnd: random.Random) -> list[str]:
    lines = []
    for row in table.rows:
        for cell in row:
            if cell.text:
                lines += [one_line(cell), '']
    return lines


def columns(table: Table, rnd: random.Random) -> list[str]:
    between = rnd.choice(('\t', '\t', '    '))
    return [between.join(one_line(c) or '　' for c in row) for row in table.rows]


def closed(table: Table, rnd: random.Random) -> list[str]:
    joint = rnd.choice(('\n', '\n', ' '))
    lines = []
    for row in table.rows:
        cells = [one_line(c) + ' |' for c in row if c.text or not c.fact]
        missing = table.width - len(cells)
        lines += joint.join(cells + ['|' * missing] * (missing > 0)).split('\n')
    return lines


def boxes(table: Table, rnd: random.Random) -> list[str]:
    return draw.draw(table, rnd.choice((draw.SIGNS, draw.ASCII)), rnd.choice((1, 2)))


def printed(table: Table, rnd: random.Random) -> list[str]:
    writers = (str, lambda row: json.dumps(row, ensure_ascii=False) + ',',
               '｜'.join, '丨'.join)
    write = rnd.choice(writers)
    return [write([one_line(c) for c in row]) for row in table.rows]


def layout(table: Table, rnd: random.Random) -> list[str]:
    """Values stay on one line with the end of their label; a group's label
    stands beside the middle of its rows, in pieces."""
    lines: list[str] = []
    for row in table.rows:
        lines += layout_row(row, table, rnd)
        if rnd.random() < 0.03:
            lines += ['', f'{" " * 30}- {rnd.randint(2, 9)} -', '']
    return lines


def layout_row(row: Row, table: Table, rnd: random.Random) -> list[str]:
    labels, values = split_row(row, table)
    if not values:
        return ['    '.join(one_line(c) for c in row)]
    numbers = '    '.join(one_line(c) or ' ' for c in values)
    if not labels:
        return ['  ' + numbers]
    before = []
    for tall in labels[:-1]:
        before += vertical(one_line(tall)) if tall.rows > 9 else \
            halves(one_line(tall))
    label = one_line(labels[-1])
    if len(label) > 18:
        cut = len(label) - rnd.randint(6, 10)
        return before + ['    ' + label[:cut], f'    {label[cut:]}  {numbers}']
    return before + [f'    {label}  {numbers}']


def split_row(row: Row, table: Table) -> tuple[Row, Row]:
    """The labels of a row, and what stands on one line behind the last."""
    facts = [i for i, cell in enumerate(row) if cell.fact]
    if not facts:
        return row, []
    first = facts[0]
    if table.name == 's14':     # the unit stands behind the label
        first -= 1
    elif table.name == 's08':   # and the code
        first -= 2
    return row[:first], row[first:]


def vertical(text: str) -> list[str]:
    return ['  ' + c for c in text]


def halves(text: str) -> list[str]:
    return ['  ' + text[:5], '  ' + text[5:]] if len(text) > 5 else ['  ' + text]


def lost(form: str | None, table: Table) -> list[str]:
    """The indicators of rows that have lost some blanks, but not all values: in
    which columns the others stand, nobody can tell from the text.  A row without
    any value is blank, and a row of one value has it or not."""
    gone = []
    for row in table.rows if form in ('F3', 'F7') else []:
        facts = [cell for cell in row if cell.fact]
        blank = sum(not cell.text for cell in facts)
        if 0 < blank < len(facts) or (blank and len(facts) == len(row)):
            gone += [cell.fact.indicator for cell in facts]
    return gone


WRITERS = {'F1': pipes, 'F2': lone_pipes, 'F3': paragraphs, 'F4': layout,
           'F6': columns, 'F7': closed, 'F8': boxes, 'F9': printed}


def table_lines(form: str, table: Table, rnd: random.Random) -> list[str]:
    return WRITERS[form](table, rnd)

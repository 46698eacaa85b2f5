"""forms: the official tables of 2008, 2014, 2019 and 2021 with numbers in them.

The labels are those of tables.tsv and indicators.tsv.  The numbers keep the
sums of identities.tsv, until one is broken on purpose.
"""

import csv
import random
from dataclasses import dataclass, field

COLUMNS = ('nat', 'biz', 'sci', 'ngo', 'law', 'oth', 'tot')
WIDE = str.maketrans('0123456789', '０１２３４５６７８９')


@dataclass
class Fact:
    indicator: str
    value: str
    qualifier: str      # exact, empty, na
    state: str          # how the cell is printed


@dataclass
class Cell:
    text: str           # LF where the page breaks the line
    columns: int = 1
    rows: int = 1
    fact: Fact | None = None


Row = list[Cell]


@dataclass
class Table:
    name: str           # a20, req, dispute, s14, s08
    width: int
    rows: list[Row] = field(default_factory=list)


class Labels:
    """What the tables of the pipeline say is printed."""

    def __init__(self, folder: str) -> None:
        self.label: dict[tuple[str, str, str, str], list[str]] = {}
        for row in read_tsv(f'{folder}/tables.tsv'):
            key = (row['form'], row['block'], row['what'], row['key'])
            if row['key'] and row['key'] == row['under']:
                continue  # a total
            self.label.setdefault(key, row['labels'].split('|'))
        self.indicators = list(read_tsv(f'{folder}/indicators.tsv'))
        self.sums = [read_sum(row['expression'])
                     for row in read_tsv(f'{folder}/identities.tsv')
                     if row['relation'] == '=' and row['severity'] != 'info'
                     and row['scope'] == 'within-report'
                     and row['era'] in ('2008', '2014')
                     and not row['id'].endswith('.late')]

    def row(self, block: str, key: str) -> str:
        known = self.label
        return (known.get(('2019', block, 'row', key)) or
                known['2019', block, 'part', key])[0]


def read_tsv(path: str) -> list[dict[str, str]]:
    with open(path, encoding='utf-8') as file:
        lines = [l for l in file if not l.startswith('#')]
    return list(csv.DictReader(lines, delimiter='\t', quoting=csv.QUOTE_NONE))


def read_sum(expression: str) -> tuple[str, list[str]]:
    parts, whole = expression.split(' = ')
    return whole, parts.split(' + ')


def small(rnd: random.Random) -> int:
    x = rnd.random()
    if x < 0.6:
        return 0
    if x < 0.85:
        return rnd.randint(1, 9)
    return rnd.randint(10, 120) if x < 0.97 else rnd.randint(121, 4000)


class Printer:
    """How numbers are printed in one report."""

    def __init__(self, quirks: set[str], rnd: random.Random) -> None:
        self.quirks, self.rnd = quirks, rnd
        self.planted: list[str] = []    # indicators whose sums are wrong

    def cell(self, indicator: str, value: int, columns: int = 1,
             unit: str = '') -> Cell:
        text, qualifier, state = self.text(value, unit)
        number = str(value) if qualifier == 'exact' else ''
        return Cell(text, columns, 1, Fact(indicator, number, qualifier, state))

    def text(self, value: int, unit: str) -> tuple[str, str, str]:
        quirks = self.quirks
        if value == 0 and 'blank' in quirks and self.rnd.random() < 0.5:
            return '', 'empty', 'blank'
        if value == 0 and 'slash' in quirks:
            return '/', 'na', 'slash'
        if 'fullwidth' in quirks:
            return str(value).translate(WIDE), 'exact', 'fullwidth'
        if 'comma' in quirks and value > 999:
            return f'{value:,}', 'exact', 'comma'
        if 'units' in quirks and unit:
            return f'{value}{unit}', 'exact', 'unit'
        return str(value), 'exact', 'number'


# 2019 and 2021, section 2

BLOCKS = {
    '2019': (
        ('（一）', 'a20.1', ('made', 'opened', 'public'), ('a20.rule', 'a20.nd'),
         ('本年新\n制作数量', '本年新\n公开数量', '对外公开\n总数量')),
        ('（五）', 'a20.56', ('prev', 'change', 'decided'), ('a20.lic', 'a20.osvc'),
         ('上一年项目数量', '本年增/减', '处理决定数量')),
        ('（六）', 'a20.56', ('prev', 'change', 'decided'), ('a20.pen', 'a20.coe'),
         ('上一年项目数量', '本年增/减', '处理决定数量')),
        ('（八）', 'a20.8', ('prev', 'change'), ('a20.fee',),
         ('上一年项目数量', '本年增/减')),
        ('（九）', 'a20.9', ('items', 'amount'), ('a20.proc',),
         ('采购项目数量', '采购总金额')),
    ),
    '2021': (
        ('（一）', 'a20.1', ('issued', 'repealed', 'valid'), ('a20.rule', 'a20.nd'),
         ('本年制发\n件数', '本年废止\n件数', '现行有效\n件数')),
        ('（五）', 'a20.56', ('decided',), ('a20.lic',), ('本年处理决定数量',)),
        ('（六）', 'a20.56', ('decided',), ('a20.pen', 'a20.coe'),
         ('本年处理决定数量',)),
        ('（八）', 'a20.8', ('amount',), ('a20.fee',),
         ('本年收费金额（单位：万元）',)),
    ),
}
# Columns of the grid that each of so many cells takes, in a grid of 5 or 4.
SPREAD = {('2019', 3): ((1, 2, 1), (2, 1, 1)), ('2019', 2): ((2, 2), (2, 2)),
          ('2021', 3): ((1, 1, 1), (1, 1, 1)), ('2021', 1): ((3,), (3,))}


def article20(form: str, labels: Labels, show: Printer,
              rnd: random.Random) -> Table:
    width = 5 if form == '2019' else 4
    table = Table('a20', width)
    for item, block, keys, rows, heads in BLOCKS[form]:
        head, data = SPREAD[form, len(keys)]
        if 'spans' not in show.quirks:
            data = head
        table.rows.append([Cell(f'第二十条第{item}项', width)])
        table.rows.append([Cell('信息内容')] + [
            Cell(broken(text, show), n) for text, n in zip(heads, head)])
        for key in rows:
            cells = [Cell(labels.label[form, block, 'row', key][0])]
            numbers = numbers20(keys, rnd)
            if key == 'a20.rule':   # no bureau makes rules
                numbers = [0] * len(keys)
            if key == 'a20.proc' and numbers[0] == 0:
                numbers[1] = 0
            for column, value, n in zip(keys, numbers, data):
                cells.append(show.cell(f'{key}.{column}', value, n, '件' if
                             column in ('issued', 'made') else ''))
            table.rows.append(cells)
    return table


def numbers20(columns: tuple[str, ...], rnd: random.Random) -> list[int]:
    """Of one row: no more is in force, or public, than there is."""
    n = [rnd.choice((0, 0, rnd.randint(1, 60), rnd.randint(1, 9999)))
         for _ in columns]
    if columns[-1] in ('public', 'valid'):
        n.sort()
    if 'change' in columns:
        n[1] = rnd.choice((0, 0, 3, -2, rnd.randint(-40, 40)))
        n[1] = max(n[1], -n[0])
    return n


def broken(text: str, show: Printer) -> str:
    return text if 'br' in show.quirks else text.replace('\n', '')


# 2019 and 2021, section 3

DENY = ('secret', 'statute', 'safety', 'third', 'internal', 'process',
        'casefile', 'query')
UNABLE = ('nohold', 'create', 'unclear')
REFUSE = ('petition', 'repeat', 'publish', 'massive', 'reissue')
OTHER = ('nocorrect', 'nopay', 'misc')


@dataclass
class Line:
    """A row of the applications table."""
    key: str
    number: str
    group: str = ''     # key of the group it is a part of
    inner: bool = True  # a part of 本年度办理结果


def request_lines(form: str) -> list[Line]:
    lines = [Line('req.new', '一、', inner=False),
             Line('req.carryin', '二、', inner=False),
             Line('req.granted', '（一）'), Line('req.partial', '（二）')]
    groups = [('req.deny', DENY), ('req.unable', UNABLE), ('req.refuse', REFUSE)]
    if form == '2021':
        groups.append(('req.other', OTHER))
    for group, parts in groups:
        lines += [Line(f'{group}.{part}', f'{i}.', group)
                  for i, part in enumerate(parts, 1)]
    if form == '2019':
        lines.append(Line('req.other', '（六）'))
    return lines + [Line('req.done', '（七）'),
                    Line('req.carryout', '四、', inner=False)]


GROUPS = {'req.deny': '（三）', 'req.unable': '（四）', 'req.refuse': '（五）',
          'req.other': '（六）'}


def request_numbers(lines: list[Line], rnd: random.Random) -> dict[str, int]:
    """By indicator; every sum holds."""
    n: dict[str, int] = {}
    results = [l.key for l in lines if l.inner and l.key != 'req.done']
    for column in COLUMNS[:-1]:
        rare = column not in ('nat', 'biz')
        for key in results:
            n[f'{key}.{column}'] = 0 if rare and rnd.random() < 0.8 else small(rnd)
        done = sum(n[f'{key}.{column}'] for key in results)
        out = rnd.choice((0, 0, 0, 1, 2, 5))
        carried = min(done + out, small(rnd))
        n[f'req.done.{column}'], n[f'req.carryout.{column}'] = done, out
        n[f'req.carryin.{column}'] = carried
        n[f'req.new.{column}'] = done + out - carried
    for line in lines:
        n[f'{line.key}.tot'] = sum(n[f'{line.key}.{c}'] for c in COLUMNS[:-1])
    return n


def request_label(line: Line, labels: Labels, show: Printer) -> str:
    text = labels.row('req', line.key)
    if line.key == 'req.partial':
        text += '（区分处理的，只计这一情形，不计其他情形）'
    if line.key == 'req.deny.safety':
        text = '危及“三安全一稳定”'
    text = line.number + text
    if 'breaks' in show.quirks and len(text) > 8:
        middle = len(text) // 2
        text = text[:middle] + '\n' + text[middle:]
    return text


def request_heads(show: Printer) -> list[Row]:
    organisations = ['商业\n企业', '科研\n机构', '社会公益\n组织', '法律服务\n机构',
                     '其他']
    subtotal, total = 'subtotal' in show.quirks, 'nototal' not in show.quirks
    if subtotal:
        organisations.append('小计')
    wide = 1 + len(organisations) + total
    second = [Cell('自然人', 1, 2), Cell('法人或其他组织', len(organisations))]
    if total:
        second.append(Cell('总计', 1, 2))
    return [[Cell('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
                  3, 3), Cell('申请人情况', wide)], second,
            [Cell(broken(text, show)) for text in organisations]]


def request_values(line: Line, n: dict[str, int], show: Printer) -> list[Cell]:
    cells = []
    for column in COLUMNS[:-1]:
        cells.append(show.cell(f'{line.key}.{column}', n[f'{line.key}.{column}']))
    if 'subtotal' in show.quirks:
        cells.append(Cell(show.text(sum(n[f'{line.key}.{c}'] for c in
                                        COLUMNS[1:-1]), '')[0]))
    if 'nototal' not in show.quirks:
        cells.append(show.cell(f'{line.key}.tot', n[f'{line.key}.tot']))
    return cells


def requests(form: str, labels: Labels, show: Printer,
             rnd: random.Random) -> Table:
    lines = request_lines(form)
    n = request_numbers(lines, rnd)
    if 'wrongsum' in show.quirks:
        columns = ('nat',) if 'nototal' in show.quirks else ('nat', 'tot')
        wrong = f'req.done.{rnd.choice(columns)}'
        n[wrong] += rnd.randint(1, 9)
        show.planted.append(wrong)
    heads = request_heads(show)
    table = Table('req', 3 + sum(c.columns for c in heads[0][1:]), heads)
    inner = sum(line.inner for line in lines)
    seen: set[str] = set()
    for line in lines:
        cells: Row = []
        if line.inner and 'inner' not in seen:
            cells.append(Cell('三、本年度办理结果', 1, inner))
            seen.add('inner')
        if line.group and line.group not in seen:
            label = GROUPS[line.group] + labels.row('req', line.group)
            cells.append(Cell(label, 1, sum(l.group == line.group for l in lines)))
            seen.add(line.group)
        cells.append(Cell(request_label(line, labels, show),
                          1 if line.group else 2 if line.inner else 3))
        table.rows.append(cells + request_values(line, n, show))
    return table


# 2019 and 2021, section 4

OUTCOMES = (('uphold', '结果\n维持'), ('correct', '结果\n纠正'),
            ('other', '其他\n结果'), ('pending', '尚未\n审结'), ('tot', '总计'))


def disputes(show: Printer, rnd: random.Random) -> Table:
    heads = [broken(text, show) for _, text in OUTCOMES]
    table = Table('dispute', 15, [
        [Cell('行政复议', 5), Cell('行政诉讼', 10)],
        [Cell(text, 1, 2) for text in heads] +
        [Cell('未经复议直接起诉', 5), Cell('复议后起诉', 5)],
        [Cell(text) for text in heads * 2]])
    cells: Row = []
    for family in ('rev', 'lit.direct', 'lit.after'):
        n = [rnd.choice((0, 0, 0, 1, 2, rnd.randint(1, 99))) for _ in range(4)]
        total = sum(n)
        if 'wrongsum' in show.quirks and family == 'rev':
            total += 1
            show.planted.append('rev.tot')
        cells += [show.cell(f'{family}.{key}', value)
                  for (key, _), value in zip(OUTCOMES, n + [total])]
    table.rows.append(cells)
    return table


# 2008 and 2014: one number a line

def statistics_numbers(labels: Labels, era: str, show: Printer,
                       rnd: random.Random) -> dict[str, int]:
    n = {row['id']: small(rnd) for row in labels.indicators
         if row['era'] == era}
    sums = [s for s in labels.sums if s[0] in n]
    for _ in range(4):      # totals of totals
        for whole, parts in sums:
            n[whole] = sum(n[part] for part in parts)
    if era == '2014':
        n['s14.open.info'] = max(n[f's14.open.{channel}'] for channel in
                                 ('gazette', 'website', 'weibo', 'wechat', 'other'))
        n['s14.meet.trainees'] += n['s14.meet.classes']
        n['s14.fee'] %= 10
    cap(n, 's14.open.info', 's14.open.normdoc')
    cap(n, 's14.normdoc.issued', 's14.open.normdoc')
    cap(n, 's14.resp.press', 's14.resp.press.lead')
    cap(n, 's14.resp.iview', 's14.resp.iview.lead')
    if era == '2014' and 'wrongsum' in show.quirks:
        n['s14.rev.uphold'] += 2    # a total above its parts may be honest
        show.planted.append('s14.rev.tot')
    if era == '2008' and 'wrongsum' in show.quirks:
        n['s08.req.tot'] += 2
        show.planted.append('s08.req.tot')
    for part in ('fulltext', 'doc', 'normdoc'):
        cap(n, 's08.open.info', f's08.open.{part}')
    cap(n, 's08.appeal.tot', 's08.appeal.first')
    return n


def cap(n: dict[str, int], whole: str, part: str) -> None:
    if whole in n:
        n[part] = min(n[part], n[whole])


def statistics2014(labels: Labels, show: Printer, rnd: random.Random) -> Table:
    serial = 'serial' in show.quirks
    first = [Cell('序号')] if serial else []
    table = Table('s14', 3 + serial, [first + [
        Cell('统　计　指　标'), Cell('单位'), Cell('统计数')]])
    n = statistics_numbers(labels, '2014', show, rnd)
    seen: set[str] = set()
    for row in labels.indicators:
        if row['era'] != '2014':
            continue
        path = row['row_path'].split(' / ')
        for depth, part in enumerate(path):
            key = '/'.join(path[:depth + 1])
            if key in seen:
                continue
            seen.add(key)
            last = depth == len(path) - 1
            first = [Cell(str(len(table.rows)))] if serial else []
            indent = '　' * depth if 'indent' in show.quirks else ''
            value = show.cell(row['id'], n[row['id']], 1, row['unit']) \
                if last else Cell('——')
            table.rows.append(first + [Cell(indent + part), Cell(
                row['unit'] if last else '——'), value])
    return table


def statistics2008(labels: Labels, show: Printer, rnd: random.Random) -> Table:
    table = Table('s08', 4, [[Cell('指标名称'), Cell('计量单位'), Cell('代码'),
                              Cell('统计数')]])
    n = statistics_numbers(labels, '2008', show, rnd)
    for row in labels.indicators:
        if row['era'] != '2008':
            continue
        label = row['row_path'].split(' / ')[-1]
        table.rows.append([
            Cell(label), Cell(row['unit']), Cell(row['column'].removeprefix('代码')),
            show.cell(row['id'], n[row['id']], 1, row['unit'])])
    return table

#!/usr/bin/env python3
"""pages.py GX-DECODE PAGES [SEED [html5lib]]: the text and tables of pages.

Makes pages the way offices do (Word, web editors, plain markup; unclosed and
upper-case tags, tables within tables, full-width digits, one broken byte),
decodes them in one run, and compares every line and every cell with what was
put in; or, with html5lib, well-formed pages with what that parser makes of
them.  The last line is the sum; exit 1 when a page is wrong (they are named).
"""
import os
import random
import re
import subprocess
import sys
import tempfile
from html import escape

SENTENCES = '''
本单位全年通过门户网站主动公开各类信息1208条，较上年有所增加。
根据《条例》的要求，现公布2021年度报告，统计期限为1月1日至12月31日。
一年来共收到书面申请36件，均在规定期限内作出答复 (含结转2件)。
加强了对乡镇、街道的业务指导，举办培训班3期，参加人员260人次。
网址为 http://www.example.gov.cn/zwgk?a=1&b=2 ，欢迎查询。
下一步将完善制度、规范流程，a < b 时另行公告；“三公”经费按时公布。
没有因为信息公开引起的行政复议，提起行政诉讼0起。
'''.split('\n')[1:-1]
LABELS = '信息内容 规章 规范性文件 行政许可 行政处罚 予以公开 部分公开 ' \
    '不予公开 总计 本年新收申请数量 其他处理 商业企业 科研机构'.split()
QUIRKS = ['op', 'unclosed', 'upper', 'nested', 'blank', 'slash', 'fullwidth',
          'comma', 'nometa', 'badbyte', 'break', 'loose']
WIDE = str.maketrans('0123456789', '０１２３４５６７８９')


class Cell:
    def __init__(self, lines, across=1, down=1):
        self.lines, self.across, self.down = lines, across, down


class Page:
    """Blocks: a line is a str, a table a list of rows of cells."""

    def __init__(self, rnd, number, quirks, charset):
        self.rnd, self.number, self.quirks = rnd, number, quirks
        self.kind = rnd.choice(['word', 'editor', 'plain'])
        self.charset = charset
        self.blocks = ['年度报告第%d号' % number]
        for _ in range(rnd.randint(2, 5)):
            self.blocks += [''.join(rnd.choices(SENTENCES,
                                                k=rnd.randint(1, 4)))
                            for _ in range(rnd.randint(1, 4))]
            if rnd.random() < .8:
                self.blocks.append(self.make_table())

    def number_of(self):
        n = self.rnd.choice([0, 0, self.rnd.randint(1, 99999)])
        if n == 0 and 'blank' in self.quirks and self.rnd.random() < .5:
            return []
        if n == 0 and 'slash' in self.quirks:
            return ['/']
        text = '{:,}'.format(n) if 'comma' in self.quirks else str(n)
        return [text.translate(WIDE) if 'fullwidth' in self.quirks else text]

    def make_table(self):
        width = self.rnd.randint(2, 10)
        rows = [[Cell([self.rnd.choice(LABELS)], width)]]
        for k in range(self.rnd.randint(2, 20)):
            label = [self.rnd.choice(LABELS)]
            if 'break' in self.quirks and self.rnd.random() < .3:
                label.append(self.rnd.choice(LABELS))
            row = [Cell(label, 1, self.rnd.choice([1, 1, 2]))]
            row += [Cell(self.number_of()) for _ in range(width - 1)]
            rows.append(row)
        return rows

    def truth(self):
        """What gx-decode must write: ('text', line), ('row', spans, cells)."""
        for b in self.blocks:
            if isinstance(b, str):
                yield ('text', b)
                continue
            for row in b:
                spans = ' '.join('%d' % c.across if c.down == 1 else '%dx%d' %
                                 (c.across, c.down) for c in row)
                if all(c.across == c.down == 1 for c in row):
                    spans = '-'
                yield ('row', spans) + tuple('\n'.join(c.lines) for c in row)

    # The markup

    def tag(self, name, attributes=''):
        return '<%s%s>' % (name.upper() if 'upper' in self.quirks else name,
                           attributes)

    def end(self, name):
        if 'unclosed' in self.quirks and name in ('p', 'td', 'tr'):
            return ''
        return self.tag('/' + name) + ('\n' if name != 'span' else '')

    def span(self, line):
        text = escape(line, quote=False)
        if self.kind == 'plain':
            return text
        style = ' style="font-family:仿宋_GB2312;font-size:21px"' \
            if self.kind == 'word' else ' style=\'font-size: 16px\''
        word = '<o:p></o:p>' if 'op' in self.quirks else ''
        return self.tag('span', style) + text + self.end('span') + word

    def paragraph(self, line):
        # Text behind a paragraph that is not ended would belong to it.
        if self.kind == 'plain' and 'unclosed' not in self.quirks and \
                self.rnd.random() < .5:
            return escape(line, quote=False) + self.tag('br') + '\n'
        style = ' class=MsoNormal' if self.kind == 'word' else \
            ' style="text-indent: 2em"'
        return self.tag('p', style) + self.span(line) + self.end('p')

    def cell(self, c):
        spans = (' colspan="%d"' % c.across if c.across > 1 else '') + \
            (' rowspan=%d' % c.down if c.down > 1 else '')
        inside = self.tag('br').join(self.span(x) for x in c.lines) or '&nbsp;'
        if self.kind != 'plain':
            inside = self.tag('p') + inside + self.end('p')
        return self.tag('td', spans + ' valign="top"') + inside + \
            self.end('td')

    def table(self, rows):
        html = self.tag('table', ' border=1 width="100%"') + \
            (self.tag('tbody') if self.kind == 'word' else '') + '\n'
        for row in rows:
            html += self.tag('tr') + ''.join(map(self.cell, row)) + \
                self.end('tr')
        html += (self.end('tbody') if self.kind == 'word' else '') + \
            self.end('table')
        if 'nested' in self.quirks:
            html = '<table><tr><td><table align=center><tr><td>%s</td></tr>' \
                '</table></td></tr></table>\n' % html
        return html

    def markup(self):
        meta = '' if 'nometa' in self.quirks else \
            '<meta http-equiv="Content-Type" content="text/html; charset=%s">' \
            % self.charset
        html = '<!DOCTYPE html>\n<html><head>%s<title>年报 %d</title>' \
            '<style>p > a { color: red }</style>\n' \
            '<script>if (1 < 2) document.write("<td>x</td>"); //-->\n' \
            '</script></head>\n<body>\n<!--[if lt IE 9]><p>旧</p><![endif]-->\n' \
            % (meta, self.number)
        for b in self.blocks:
            html += self.paragraph(b) if isinstance(b, str) else self.table(b)
        if 'loose' not in self.quirks:
            html += '</body>\n</html>\n'
        return html

    def raw(self):
        codec = 'utf-8' if self.charset == 'utf-8' else 'gb18030'
        raw = bytearray(self.markup().encode(codec))
        if 'badbyte' in self.quirks:
            line = self.blocks[0].encode(codec)
            raw[raw.index(line) + 3] = 0xFF
        return bytes(raw)


def read(stream):
    documents = []
    undo = {'\\t': '\t', '\\n': '\n', '\\\\': '\\'}
    for record in stream.decode().split('\n'):
        f = [re.sub(r'\\.', lambda m: undo[m[0]], x)
             for x in record.split('\t')]
        if f[0] == 'doc':
            documents.append([])
        elif f[0] == 'text':
            documents[-1].append(('text', f[7]))
        elif f[0] == 'row':
            documents[-1].append(('row', f[10]) + tuple(f[11:]))
    return documents


BLOCKS = ('p br div table tr td body html h1 h2 li ul center').split()


class Tree:
    """The same records from a tree of html5lib."""

    def __init__(self, root):
        self.records, self.line, self.lines = [], '', None
        self.walk(root)
        self.end_line()

    def end_line(self):
        line = re.sub('[ \t\r\n\f]+', ' ', self.line).strip(' ')
        self.line = ''
        if line.strip(' \u00a0\u3000'):
            if self.lines is None:
                self.records.append(('text', line))
            else:
                self.lines.append(line.strip(' \u00a0\u3000'))

    def row(self, tr):
        cells, spans = [], []
        for td in tr:
            self.lines = []
            self.walk(td)
            self.end_line()
            cells.append('\n'.join(self.lines))
            across, down = td.get('colspan', '1'), td.get('rowspan', '1')
            spans.append(across if down == '1' else across + 'x' + down)
        self.lines = None
        self.records.append(('row', '-' if set(spans) == {'1'} else
                             ' '.join(spans)) + tuple(cells))

    def walk(self, e):
        if not isinstance(e.tag, str) or e.tag in ('script', 'style', 'head'):
            return
        if e.tag in BLOCKS:
            self.end_line()
        if e.tag == 'table' and e.find('.//table') is None:
            for tr in e.iter('tr'):
                self.row(tr)
            return
        self.line += e.text or ''
        for child in e:
            self.walk(child)
            self.line += child.tail or ''
        if e.tag in BLOCKS:
            self.end_line()


def by_html5lib(raw):
    import html5lib
    return Tree(html5lib.parse(raw, namespaceHTMLElements=False)).records


def differs(page, have, want):
    have, want = list(have), list(want)
    if 'badbyte' in page.quirks and len(have) == len(want):
        have[0] = want[0] = None
    if have == want:
        return False
    print('page %d (%s, %s: %s)' % (page.number, page.kind, page.charset,
                                    ' '.join(sorted(page.quirks))))
    for a, b in zip(have + [None], want + [None]):
        if a != b:
            print('  want %r\n  have %r' % (b, a))
            break
    return True


def main():
    program, count = sys.argv[1], int(sys.argv[2])
    rnd = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    parser = len(sys.argv) > 4
    pages = []
    for i in range(count):
        quirks = {q for q in QUIRKS if rnd.random() < .2}
        if parser:
            quirks -= {'unclosed', 'badbyte', 'loose', 'nometa', 'op'}
        pages.append(Page(rnd, i, quirks, rnd.choice(['gb2312', 'utf-8'])))
    with tempfile.TemporaryDirectory() as folder:
        folder = os.environ.get('GX_KEEP', folder)
        names = [os.path.join(folder, '%06d' % p.number) for p in pages]
        raws = [p.raw() for p in pages]
        for name, raw in zip(names, raws):
            with open(name, 'wb') as f:
                f.write(raw)
        run = subprocess.run([program, '-q', '-0'], check=True,
                             input=b'\0'.join(os.fsencode(n) for n in names),
                             stdout=subprocess.PIPE)
    found = read(run.stdout)
    wrong = sum(differs(p, have, by_html5lib(raw) if parser else p.truth())
                for p, raw, have in zip(pages, raws, found))
    print('%d pages, %d wrong' % (len(found), wrong))
    return wrong > 0 or len(found) != count


sys.exit(main())

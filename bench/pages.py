"""pages: a report as HTML in three styles of markup, with what a reader sees.

A page is a list of parts; write() gives its HTML, and lines() and tables()
what is visible in it, in order.
"""

import html
import random
from dataclasses import dataclass

from forms import Cell, Row, Table

STYLES = ('word', 'editor', 'plain')


@dataclass
class Line:
    """A visible line of text.  tag: h1, head, p, li, or a whole template."""
    text: str
    tag: str = 'p'
    report: int = 0
    before: str = ''    # markup around it that shows nothing
    after: str = ''


Part = Line | Table


class Markup:
    """Writes the parts of one page."""

    def __init__(self, style: str, quirks: set[str], rnd: random.Random) -> None:
        self.style, self.quirks, self.rnd = style, quirks, rnd
        self.office = '<o:p></o:p>' if 'op' in quirks and style == 'word' else ''

    def tag(self, name: str, attributes: str = '') -> str:
        name = name.upper() if 'upper' in self.quirks else name
        return f'<{name}{" " if attributes else ""}{attributes}>'

    def end(self, name: str) -> str:
        if 'unclosed' in self.quirks and name in ('p', 'td', 'tr', 'li'):
            return ''
        return f'</{name.upper() if "upper" in self.quirks else name}>'

    def run(self, text: str, style: str) -> str:
        """Words and numbers in spans of their own, as editors leave them."""
        if self.style == 'plain':
            return html.escape(text, False)
        out, digits, piece = [], False, ''
        for c in text + '\0':
            if (c.isascii() and c.isdigit()) != digits or c == '\0':
                if piece:
                    lang = 'lang="EN-US" ' if digits else ''
                    out.append(f'{self.tag("span", lang + style)}'
                               f'{html.escape(piece, False)}{self.end("span")}')
                digits, piece = not digits, ''
            piece += c
        return ''.join(out)

    def paragraph(self, text: str, head: bool) -> str:
        if self.style == 'word':
            style = ('style="font-family:黑体;font-size:16.0pt"' if head else
                     'style="font-family:仿宋_GB2312;font-size:16.0pt;'
                     'mso-font-kerning:0pt"')
            return (self.tag('p', 'class="MsoNormal" style="text-indent:32.0pt;'
                             'line-height:28.0pt;mso-pagination:widow-orphan"') +
                    self.run(text, style) + self.office + self.end('p') + '\n')
        if self.style == 'editor':
            return (self.tag('p', 'style="text-indent: 2em; line-height: 2em; '
                             'text-align: justify;"') +
                    self.run(text, 'style="font-size: 18px; font-family: 仿宋,'
                             'FangSong;"') + self.end('p') + '\n')
        if 'unclosed' not in self.quirks and self.rnd.random() < 0.5:
            return f'　　{html.escape(text, False)}{self.tag("br")}\n'
        return f'{self.tag("p")}　　{html.escape(text, False)}{self.end("p")}\n'

    def line(self, line: Line) -> str:
        if line.tag in ('p', 'head'):
            body = self.paragraph(line.text, line.tag == 'head')
        else:
            body = (self.tag(line.tag) + html.escape(line.text, False) +
                    self.end(line.tag) + '\n')
        return line.before + body + line.after

    def cell(self, cell: Cell) -> str:
        spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else '') + \
            (f' rowspan="{cell.rows}"' if cell.rows > 1 else '')
        pieces = [html.escape(t, False) for t in cell.text.split('\n')]
        text = self.tag('br').join(pieces) if cell.text else '&nbsp;'
        if self.style == 'word':
            size = 40 + len(cell.text) % 9 * 7
            return (self.tag('td', f'width="{size}"{spans} style="width:{size}.0pt;'
                             'border:solid windowtext 1.0pt;padding:0cm 5.4pt;'
                             'height:20.0pt"') +
                    self.tag('p', 'class="MsoNormal" align="center" '
                             'style="text-align:center"') +
                    self.tag('span', 'style="font-family:宋体;font-size:10.5pt"') +
                    text + self.end('span') + self.office + self.end('p') +
                    self.end('td'))
        if self.style == 'editor':
            return (self.tag('td', 'style="border: 1px solid rgb(0, 0, 0); '
                             f'padding: 0px 7px;"{spans}') +
                    self.tag('p', 'style="text-align: center;"') + text +
                    self.end('p') + self.end('td') + '\n')
        return self.tag('td', f'align="center"{spans}') + text + self.end('td') + '\n'

    def row(self, row: Row) -> str:
        return (self.tag('tr') + ''.join(self.cell(c) for c in row) +
                self.end('tr') + '\n')

    def table(self, table: Table) -> str:
        out = (self.tag('table', 'border="1" cellspacing="0" cellpadding="0"') +
               self.tag('tbody') + ''.join(self.row(r) for r in table.rows) +
               self.end('tbody') + self.end('table') + '\n')
        if 'nested' in self.quirks:
            out = (self.tag('table', 'width="100%"') + self.tag('tr') +
                   self.tag('td') + self.tag('table', 'align="center"') +
                   self.tag('tr') + self.tag('td', 'valign="top"') + out +
                   (self.end('td') + self.end('tr') + self.end('table')) * 2)
        return out

    def part(self, part: Part) -> str:
        return self.table(part) if isinstance(part, Table) else self.line(part)


SCRIPT = ''.join(
    f'function show{i}(list,n){{var s="<td>{i}";for(var i=0;i<list.length&&i<n;'
    f'i++){{if(list[i]<s)document.write("<li>"+list[i]+"<\\/li>");}}return s;}}\n'
    for i in range(8))
STYLE = ''.join(f'.n{i} a:hover{{color:#c00}} #m{i}>li{{float:left;width:{90 + i}px;'
                f'background:url(/images/n{i}.png) no-repeat}}\n' for i in range(20))


@dataclass
class Head:
    title: str
    label: str          # charset that it names, or empty
    site: str
    code: str
    date: str


def write_head(head: Head, markup: Markup) -> str:
    label = (f'<meta http-equiv="Content-Type" content="text/html; '
             f'charset={head.label}">\n' if head.label else '')
    title = html.escape(head.title)
    return (f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
            f'"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
            f'<html xmlns="http://www.w3.org/1999/xhtml">\n<head>\n{label}'
            f'{markup.tag("title")}{title}{markup.end("title")}\n'
            f'<meta name="SiteName" content="{head.site}">\n'
            f'<meta name="SiteIDCode" content="{head.code}">\n'
            f'<meta name="ArticleTitle" content="{title}">\n'
            f'<meta name="PubDate" content="{head.date}">\n'
            f'<script type="text/javascript" src="/js/jquery.js"></script>\n'
            f'<script>\n{SCRIPT}</script>\n<style type="text/css">\n{STYLE}'
            f'</style>\n</head>\n<body>\n<!--[if lt IE 9]><script src="/js/html5.js">'
            f'</script><p>旧</p><![endif]-->\n')


def write_page(head: Head, parts: list[Part], markup: Markup) -> str:
    return (write_head(head, markup) + ''.join(markup.part(p) for p in parts) +
            '</body>\n</html>\n')

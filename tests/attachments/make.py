#!/usr/bin/env python3
"""make.py FOLDER: one invented report as .docx, .xlsx and .xls, and with
LibreOffice as .doc and .pdf; and scan.pdf, which is a picture of a page.

Made with python-docx 0.8.11, openpyxl 3.0.9, xlwt 1.3.0, LibreOffice 7.4.  The
numbers are all different where they can be, so that a column too many shows.
"""

import subprocess
import sys
import zlib

import docx
import openpyxl
import xlwt

TITLE = '甘肃省民乐县三堡镇人民政府2022年政府信息公开工作年度报告'
INTRO = '本报告按照《中华人民共和国政府信息公开条例》编制，所列数据从2022年1月1日起，到2022年12月31日止。'
OPEN = ('二、主动公开政府信息情况', [
    [('第二十条第（一）项', 4, 1)],
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['规章', '', '', ''],
    ['行政规范性文件', '3', '1', '26'],
])
HEADERS = [
    [('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3), ('申请人情况', 7, 1)],
    [('自然人', 1, 2), ('法人或其他组织', 5, 1), ('总计', 1, 2)],
    ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
]


def numbers(person: int, firm: int, law: int) -> list:
    return [str(n) for n in (person, firm, 0, 0, law, 0, person + firm + law)]


REQUESTS = ('三、收到和处理政府信息公开申请情况', HEADERS + [
    [('一、本年新收政府信息公开申请数量', 3, 1)] + numbers(41, 6, 2),
    [('二、上年结转政府信息公开申请数量', 3, 1)] + numbers(4, 0, 1),
    [('三、本年度办理结果', 1, 6), ('（一）予以公开', 2, 1)] + numbers(23, 5, 1),
    [('（二）部分公开（区分处理的，只计这一情形，不计其他情形）', 2, 1)] + numbers(7, 0, 0),
    [('（三）不予公开', 1, 2), '1.属于国家秘密'] + numbers(1, 0, 0),
    ['4.保护第三方合法权益'] + numbers(2, 1, 0),
    [('（四）无法提供', 1, 1), '1.本机关不掌握相关政府信息'] + numbers(8, 0, 1),
    [('（七）总计', 2, 1)] + numbers(41, 6, 2),
    [('四、结转下年度继续办理', 3, 1)] + numbers(4, 0, 1),
])
LAST = ['四、政府信息公开行政复议、行政诉讼情况',
        '本年度发生政府信息公开行政复议案件3件，未发生行政诉讼。']


def cells(rows: list):
    """row, column, text, columns, rows of every cell, as HTML counts them"""
    taken = set()
    for i, row in enumerate(rows):
        j = 0
        for cell in row:
            text, wide, high = cell if isinstance(cell, tuple) else (cell, 1, 1)
            while (i, j) in taken:
                j += 1
            taken |= {(i + a, j + b) for a in range(high) for b in range(wide)}
            yield i, j, text, wide, high
            j += wide


def width(rows: list) -> int:
    return max(j + wide for _, j, _, wide, _ in cells(rows))


def word(path: str) -> None:
    d = docx.Document()
    for text in (TITLE, INTRO):
        d.add_paragraph(text)
    for heading, rows in (OPEN, REQUESTS):
        d.add_paragraph(heading)
        t = d.add_table(rows=len(rows), cols=width(rows), style='Table Grid')
        for i, j, text, wide, high in cells(rows):
            t.cell(i, j).merge(t.cell(i + high - 1, j + wide - 1)).text = text
    for text in LAST:
        d.add_paragraph(text)
    d.save(path)


def value(text: str):
    return int(text) if text.isdigit() else text


def excel(path: str) -> None:
    book = openpyxl.Workbook()
    for n, (heading, rows) in enumerate((OPEN, REQUESTS)):
        sheet = book.active if n == 0 else book.create_sheet()
        sheet.title = heading[2:8]
        top = [TITLE, heading] if n == 0 else [heading]
        for i, text in enumerate(top):
            sheet.cell(i + 1, 1, text)
        for i, j, text, wide, high in cells(rows):
            sheet.cell(len(top) + i + 1, j + 1, value(text))
            if wide * high > 1:
                sheet.merge_cells(start_row=len(top) + i + 1, start_column=j + 1,
                                  end_row=len(top) + i + high, end_column=j + wide)
    book.save(path)


def old_excel(path: str) -> None:
    book = xlwt.Workbook(encoding='utf-8')
    for n, (heading, rows) in enumerate((OPEN, REQUESTS)):
        sheet = book.add_sheet(heading[2:8])
        top = [TITLE, heading] if n == 0 else [heading]
        for i, text in enumerate(top):
            sheet.write(i, 0, text)
        for i, j, text, wide, high in cells(rows):
            sheet.write_merge(len(top) + i, len(top) + i + high - 1, j, j + wide - 1,
                              value(text))
    book.save(path)


def scan(path: str) -> None:
    """A page with nothing but a picture."""
    pixels = zlib.compress(bytes(range(256)) * 16)
    draw = b'q 400 0 0 500 50 100 cm /I Do Q'
    parts = [
        b'<< /Type /Catalog /Pages 2 0 R >>',
        b'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /Contents 4 0 R'
        b' /Resources << /XObject << /I 5 0 R >> >> >>',
        b'<< /Length %d >>\nstream\n%s\nendstream' % (len(draw), draw),
        b'<< /Type /XObject /Subtype /Image /Width 64 /Height 64 /BitsPerComponent 8'
        b' /ColorSpace /DeviceGray /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream'
        % (len(pixels), pixels),
    ]
    out, places = b'%PDF-1.4\n', []
    for n, part in enumerate(parts):
        places.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (n + 1, part)
    table = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(parts) + 1)
    out += b''.join(b'%010d 00000 n \n' % place for place in places)
    out += b'trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' % (
        len(parts) + 1, table)
    with open(path, 'wb') as file:
        file.write(out)


def main() -> None:
    folder = sys.argv[1]
    word(f'{folder}/report.docx')
    excel(f'{folder}/report.xlsx')
    old_excel(f'{folder}/report.xls')
    scan(f'{folder}/scan.pdf')
    for kind in 'doc', 'pdf':
        subprocess.run(['soffice', '--headless', '--convert-to', kind, '--outdir', folder,
                        f'{folder}/report.docx'], check=True)


main()
